import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Reader } from '../../reader.ts';
import { createReaderFeed } from '../../reader-feed.ts';
import { encodeSelect, type CardResponse } from '../codec/apdu.ts';
import { readAtr } from '../codec/atr.ts';
import { exchange } from './exchange.ts';
import {
  LEAVE_CARD,
  readSlot,
  SHARE_SHARED,
  type CardSlot,
  type PcscCard,
  type PcscReader,
} from './pcsc-api.ts';
import type { PcscService } from './pcsc-service.ts';

export type SmartCardProblem = {
  readonly code:
    | 'noReader'
    | 'noCard'
    | 'badIdentifier' // an application identifier has 5 to 16 bytes
    | 'noAnswer' // taken out, held by another program, or dumb
    | 'malformed'; // it answered no status word
};

export interface SmartCardReader extends Reader {
  /** SELECT by application identifier; whatever the card says to it, refusals too, is its answer. */
  select(aid: Uint8Array): Promise<Result<CardResponse, SmartCardProblem>>;
}

export type SmartCardReaderOptions = {
  /** Open. When it closes the reader is `noDevice` for good: make a new one on the reopened service. */
  readonly service: PcscService;
  readonly clock: Clock;
  /** How the reader's name begins; unsaid: the first that there is. */
  readonly reader?: string;
};

const EMPTY: CardSlot = { card: 'none', changes: -1 };

/** A PC/SC reader: tells of cards that come and go, and selects applications on them. */
export const createSmartCardReader = (options: SmartCardReaderOptions): SmartCardReader => {
  const { service, clock, reader: wanted = '' } = options;
  let reader: PcscReader | null = null;
  let slot = EMPTY;
  let told = false;
  let queue: Promise<unknown> = Promise.resolve();

  const feed = createReaderFeed({
    link: service,
    clock,
    onEnd: () => {
      stopReaders();
      reader = null;
      slot = EMPTY;
    },
  });

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = queue.then(act);
    queue = result.catch(() => undefined);
    return result;
  };

  /** With the card in hand; the slot it is in must not have changed meanwhile. */
  const withCard = async <T>(
    act: (card: PcscCard) => Promise<T>,
  ): Promise<Result<T, SmartCardProblem>> => {
    if (reader === null) return fail({ code: 'noReader' });
    if (slot.card !== 'present') return fail({ code: 'noCard' });
    try {
      const card = await reader.connect(SHARE_SHARED);
      try {
        return ok(await act(card));
      } finally {
        await card.disconnect(LEAVE_CARD).catch(() => undefined);
      }
    } catch {
      return fail({ code: 'noAnswer' });
    }
  };

  /** Not the ATR that comes with the event: pcsc-mini 0.1.3 hands that over after its memory was reused. */
  const tellOf = async (seen: CardSlot): Promise<void> => {
    if (slot !== seen) return;
    const read = await withCard(async (card) => readAtr((await card.state()).atr));
    if (slot !== seen) return;
    const atr = read.ok ? read.value : null;
    if (atr === null) {
      feed.scan({ kind: 'unreadable', why: 'garbled' });
      return;
    }
    told = true;
    feed.scan({ kind: 'chipCard', atr });
  };

  const gone = (): void => {
    if (told) feed.scan({ kind: 'chipCard', atr: null });
    told = false;
  };

  const see = (next: CardSlot): void => {
    if (next.card === slot.card && next.changes === slot.changes) return;
    slot = next;
    gone();
    if (next.card === 'present') void inTurn(() => tellOf(next));
    if (next.card === 'mute') feed.scan({ kind: 'unreadable', why: 'garbled' });
  };

  const lose = (): void => {
    reader = null;
    see(EMPTY);
    feed.setState('noDevice');
  };

  const follow = (found: PcscReader): void => {
    if (reader !== null || !found.name().startsWith(wanted)) return;
    reader = found;
    feed.setState('online');
    found.on('change', (status) => {
      if (reader === found) see(readSlot(status));
    });
    found.on('disconnect', () => {
      if (reader === found) lose();
    });
  };

  feed.setState('noDevice');
  const stopReaders = service.onReader(follow);

  return {
    get state() {
      return feed.reader.state;
    },
    onState: (listener) => feed.reader.onState(listener),
    onScan: (listener) => feed.reader.onScan(listener),
    close: () => feed.reader.close(),
    select: async (aid) => {
      const command = encodeSelect(aid);
      if (command === null) return fail({ code: 'badIdentifier' });
      return inTurn(async () => {
        const answered = await withCard((card) => exchange(card, command, clock));
        if (!answered.ok) return answered;
        return answered.value;
      });
    },
  };
};
