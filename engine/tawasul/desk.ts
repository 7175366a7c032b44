import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { IntentProblem } from '../../contract/engine-api.ts';
import { normaliseDigits } from '../../contract/digits.ts';
import { makeUuid7, type RandomBytes } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import {
  makeTrackingNumber,
  phoneSchema,
  readTrackingNumber,
  suggestionIdSchema,
} from '../../contract/tawasul.ts';
import {
  characterCount,
  cleanSuggestion,
  MOST_SUGGESTION_CHARACTERS,
} from '../../contract/tawasul-text.ts';
import type { TawasulAct } from '../../contract/tawasul-view.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { Gateway } from '../gateway/client.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { ReceiptJobs } from '../printing/receipt-jobs.ts';
import type { Position } from '../visit/position.ts';
import { askAfter } from './ask.ts';
import { isWriting, type Draft, type TawasulPlace } from './place.ts';
import type { TawasulLive } from './step-of.ts';
import type { WaitingMessages } from './waiting.ts';

/** What the visit is given of it; absent: it is not offered. */
export type TawasulParts = TawasulLive & {
  readonly waiting: WaitingMessages;
  /** A message was stored. */
  readonly wake: () => void;
};

type DeskDeps = {
  readonly tawasul?: TawasulParts;
  readonly config: KioskConfig;
  readonly gateway: Pick<Gateway, 'findSuggestion'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly trusted: Pick<TrustedClock, 'plausible'>;
  readonly receipts: Pick<ReceiptJobs, 'printLoose' | 'busy'>;
  readonly language: () => Language;
  readonly position: () => Position;
  readonly moveTo: (position: Position) => void;
  /** Runs on only if the person is still where the work began. */
  readonly whileAt: (from: Position, work: Promise<Position>) => void;
  /** Somebody else's paper may have waited for this one. */
  readonly printerFree: () => void;
};

type Sent = Extract<TawasulPlace, { at: 'sent' }>;
/** Where a tracking number before the reader is what somebody wants next. */
const OPEN_TO_SCANS: readonly Position['at'][] = ['attract', 'language', 'services', 'notice'];

const at = (step: TawasulPlace): Position => ({ at: 'tawasul', step });

/** Writing to a ministry, and asking after it: what each wish makes of the place. */
export const createTawasulDesk = (
  deps: DeskDeps,
): {
  readonly wish: (act: TawasulAct) => IntentProblem | null;
  /** Whether the scan was ours to answer, or to ignore. */
  readonly scanned: (scan: Scan) => boolean;
} => {
  const { tawasul, clock, moveTo } = deps;

  const place = (): TawasulPlace | null => {
    const position = deps.position();
    return position.at === 'tawasul' ? position.step : null;
  };
  const go = (step: TawasulPlace): null => {
    moveTo(at(step));
    return null;
  };

  const print = (sent: Sent): void => {
    const printing = at({ ...sent, slip: 'printing' });
    moveTo(printing);
    deps.whileAt(
      printing,
      deps.receipts
        .printLoose({
          kind: 'tawasul',
          language: deps.language(),
          kioskId: deps.config.kiosk.id,
          place: deps.config.kiosk.place,
          ministry: sent.ministry.name,
          about: sent.kind,
          trackingNumber: sent.trackingNumber,
          url: tawasul?.urlOf(sent.trackingNumber) ?? '',
          dueWorkingDays: tawasul?.offered()?.dueWorkingDays[sent.kind] ?? null,
          date: deps.trusted.plausible() ? clock.wallMs() : null,
        })
        .then((status) => {
          deps.printerFree();
          return at({ ...sent, slip: status === 'busy' ? 'failed' : status });
        }),
    );
  };

  const send = (check: Extract<TawasulPlace, { at: 'check' }>): null => {
    if (tawasul === undefined) return null;
    const { kind, ministry, text, phone } = check.draft;
    const suggestionId = suggestionIdSchema.parse(makeUuid7(clock.wallMs(), deps.random));
    const trackingNumber = makeTrackingNumber(deps.random);
    const stored = tawasul.waiting.put(suggestionId, {
      trackingNumber,
      kind,
      ministryId: ministry.id,
      text,
      phone: phone === '' ? null : phone,
      language: deps.language(),
      writtenAt: new Date(clock.wallMs()).toISOString(),
    });
    if (!stored.ok) return go({ at: 'trouble', why: stored.error, back: check, retry: check });
    print({ at: 'sent', suggestionId, trackingNumber, kind, ministry, slip: 'none' });
    tawasul.wake();
    return null;
  };

  const ask = (trackingNumber: string): null => {
    const asking: Extract<TawasulPlace, { at: 'asking' }> = { at: 'asking', trackingNumber };
    const from = at(asking);
    moveTo(from);
    deps.whileAt(from, askAfter(asking, deps).then(at));
    return null;
  };

  const takeText = (draft: Draft, typed: string): null => {
    const text = cleanSuggestion(typed);
    const tooLong = characterCount(text) > MOST_SUGGESTION_CHARACTERS;
    // What is too long is cut, so that no more than that is ever held.
    const held = Array.from(text).slice(0, MOST_SUGGESTION_CHARACTERS).join('');
    const next = { ...draft, text: held };
    return text === '' || tooLong
      ? go({ at: 'text', draft: next, problem: tooLong ? 'tooLong' : 'empty' })
      : go({ at: 'phone', draft: next, problem: null });
  };

  const takePhone = (draft: Draft, typed: string): null => {
    const phone = normaliseDigits(typed);
    if (phone === '' || phoneSchema.safeParse(phone).success)
      return go({ at: 'check', draft: { ...draft, phone } });
    return go({ at: 'phone', draft: { ...draft, phone: '' }, problem: 'notPhone' });
  };

  const chooseMinistry = (
    { kind }: Extract<TawasulPlace, { at: 'ministry' }>,
    id: string,
  ): IntentProblem | null => {
    const ministry = tawasul?.offered()?.ministries.find((each) => each.id === id);
    if (ministry === undefined) return 'notAllowed';
    return go({ at: 'text', draft: { kind, ministry, text: '', phone: '' }, problem: null });
  };

  const open = (): IntentProblem | null => {
    if (deps.position().at !== 'services') return 'notOnThisScreen';
    return (tawasul?.offered() ?? null) === null ? 'notAllowed' : go({ at: 'choose' });
  };

  const wish = (act: TawasulAct): IntentProblem | null => {
    const here = place();
    if (act.act === 'open') return open();
    if (here === null) return 'notOnThisScreen';
    if (act.act === 'write' && here.at === 'choose') {
      return go({ at: 'ministry', kind: act.kind });
    }
    if (act.act === 'follow' && here.at === 'choose') return go({ at: 'follow', problem: null });
    if (act.act === 'ministry' && here.at === 'ministry')
      return chooseMinistry(here, act.ministryId);
    if (act.act === 'text' && here.at === 'text') return takeText(here.draft, act.typed);
    if (act.act === 'phone' && here.at === 'phone') return takePhone(here.draft, act.typed);
    if (act.act === 'send' && here.at === 'check') return send(here);
    if (act.act === 'ask' && here.at === 'follow') {
      const number = readTrackingNumber(act.typed);
      if (number !== null) return ask(number);
      return go({ at: 'follow', problem: act.typed.trim() === '' ? 'empty' : 'notANumber' });
    }
    if (act.act === 'print' && here.at === 'sent') {
      if (here.slip === 'printed') return 'notAllowed';
      if (here.slip === 'printing' || deps.receipts.busy()) return 'busy';
      print(here);
      return null;
    }
    if (act.act === 'retry' && here.at === 'trouble') {
      if (here.retry === null) return 'notAllowed';
      return here.retry.at === 'check' ? send(here.retry) : ask(here.retry.trackingNumber);
    }
    if (act.act === 'done' && (here.at === 'sent' || here.at === 'status')) {
      moveTo({ at: 'goodbye' });
      return null;
    }
    return 'notOnThisScreen';
  };

  const scanned = (scan: Scan): boolean => {
    const here = place();
    if (here !== null && isWriting(here)) return true;
    if (scan.kind !== 'code' || (tawasul?.offered() ?? null) === null) return false;
    if (here === null && !OPEN_TO_SCANS.includes(deps.position().at)) return false;
    const text = scan.text.trim();
    const base = tawasul?.urlOf('') ?? '';
    const number = readTrackingNumber(text.startsWith(base) ? text.slice(base.length) : text);
    if (number === null) return false;
    ask(number);
    return true;
  };

  return { wish, scanned };
};
