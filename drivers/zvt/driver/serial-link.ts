/**
 * The serial link: frames with ACK and NAK, T1, T2 and two repeats (digest §1). It knows nothing of
 * what a message means; an ACK only says that a frame was well formed (§0.11).
 */
import type { Clock } from '../../../contract/clock.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { createDeframer, type LineEvent } from '../codec/deframer.ts';
import { ACK, encodeFrame, NAK } from '../codec/frame.ts';
import type { ZvtTimers } from './timers.ts';

const SENDINGS = 3;
/** T1 and T2 are looked at twice, this far apart: a busy machine reads late what came in time. */
const LATE_READ_GRACE_MS = 50;

export type SendOutcome =
  /** ACK came, or the terminal went on as only a terminal that got the frame does. */
  | 'delivered'
  /** Nothing left this machine. */
  | 'notSent'
  /** Every sending was answered by NAK: the terminal did not take it (a NAKed frame is not processed). */
  | 'rejected'
  /** Sent up to three times, at least once without any answer: it may or may not have arrived. */
  | 'unacknowledged'
  /** The link died after bytes had left. */
  | 'linkLost'
  /** Given up in favour of a message of the terminal; only where `yields` was set. */
  | 'yielded';

export interface SerialLink {
  /**
   * Sends one frame after those sent before. `onSettled` is called in the very moment it is
   * decided, before any byte that came later is looked at. `yields`: gives way to whatever the
   * terminal sends meanwhile.
   */
  send(apdu: Uint8Array, onSettled: (outcome: SendOutcome) => void, yields?: boolean): void;
  /** Nothing is being sent and no frame is half received. */
  readonly isQuiet: boolean;
  close(): Promise<void>;
}

export type SerialLinkEvents = {
  /**
   * A frame, already ACKed. Call `isNew` first if it is no copy of the last one: only a terminal
   * that has what we sent goes on (digest §1, alternation), so that it counts as delivered.
   */
  readonly onFrame: (apdu: Uint8Array, isNew: () => void) => void;
  readonly onClosed: () => void;
};

type Sending = {
  readonly frame: Uint8Array;
  readonly onSettled: (outcome: SendOutcome) => void;
  readonly yields: boolean;
  sendings: number;
  rejections: number;
  /** Any byte of it may have left. */
  started: boolean;
};

export const createSerialLink = (
  transport: ByteTransport,
  clock: Clock,
  timers: ZvtTimers,
  events: SerialLinkEvents,
): SerialLink => {
  const deframer = createDeframer();
  const queue: Sending[] = [];
  let current: Sending | null = null;
  let cancelT1 = (): void => undefined;
  let cancelT2 = (): void => undefined;
  let closed = !transport.isOpen;

  const settle = (outcome: SendOutcome): void => {
    const settled = current;
    if (settled === null) return;
    cancelT2();
    current = null;
    settled.onSettled(outcome);
    startNext();
  };

  const sendAgainOrGiveUp = (sending: Sending): void => {
    if (sending.sendings < SENDINGS) transmit(sending);
    else settle(sending.rejections === SENDINGS ? 'rejected' : 'unacknowledged');
  };

  const transmit = (sending: Sending): void => {
    cancelT2();
    sending.sendings += 1;
    const mine = sending.sendings;
    const isStillMine = (): boolean => current === sending && sending.sendings === mine;
    void transport.write(sending.frame).then((written) => {
      if (!written.ok && written.error.code === 'notSent' && !sending.started) {
        if (isStillMine()) settle('notSent');
        return;
      }
      sending.started = true;
      if (!isStillMine()) return;
      if (!written.ok) {
        settle('linkLost');
        return;
      }
      cancelT2 = clock.after(timers.t2Ms, () => {
        cancelT2 = clock.after(LATE_READ_GRACE_MS, () => {
          sendAgainOrGiveUp(sending);
        });
      });
    });
  };

  const startNext = (): void => {
    const next = current === null ? queue.shift() : undefined;
    if (next === undefined) return;
    current = next;
    if (closed) settle('notSent');
    else transmit(next);
  };

  const acknowledge = (byte: number): void => {
    // An ACK that did not go out makes the terminal repeat, unless the link is gone.
    void transport.write(Uint8Array.of(byte)).then((written) => {
      if (!written.ok && !transport.isOpen) shut();
    });
  };

  const handle = (event: LineEvent): void => {
    if (event.kind === 'ack') settle('delivered');
    else if (event.kind === 'badFrame') acknowledge(NAK);
    else if (event.kind === 'nak') {
      if (current === null) return;
      current.rejections += 1;
      sendAgainOrGiveUp(current);
    } else {
      acknowledge(ACK);
      if (current?.yields === true) settle('yielded');
      events.onFrame(event.apdu, () => {
        settle('delivered');
      });
    }
  };

  const watchT1 = (): void => {
    cancelT1();
    if (!deframer.midFrame) return;
    cancelT1 = clock.after(timers.t1Ms, () => {
      cancelT1 = clock.after(LATE_READ_GRACE_MS, () => {
        deframer.quiet().forEach(handle);
      });
    });
  };

  const stopListening = transport.onData((chunk) => {
    if (closed) return;
    const found = deframer.feed(chunk);
    chunk.fill(0); // It may hold card data (digest §13).
    found.forEach(handle);
    watchT1();
  });

  const shut = (): void => {
    if (closed) return;
    closed = true;
    stopListening();
    cancelT1();
    settle(current?.started === false && current.sendings === 0 ? 'notSent' : 'linkLost');
    events.onClosed();
  };
  transport.onClose(shut);

  return {
    send: (apdu, onSettled, yields = false) => {
      queue.push({
        frame: encodeFrame(apdu),
        onSettled,
        yields,
        sendings: 0,
        rejections: 0,
        started: false,
      });
      startNext();
    },
    get isQuiet() {
      return current === null && queue.length === 0 && !deframer.midFrame;
    },
    close: async () => {
      await transport.close();
      shut();
    },
  };
};
