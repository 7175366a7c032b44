/**
 * The serial link: frames with ACK and NAK, T1, T2 and two repeats (digest §1). It knows nothing of
 * what a message means; an ACK only says that a frame was well formed (§0.11).
 */
import { createDeframer, type LineEvent } from '../codec/deframer.ts';
import { ACK, encodeFrame, NAK } from '../codec/frame.ts';
import type { CreateLink, SendOutcome } from './link.ts';
import { LATE_READ_GRACE_MS } from './timers.ts';

const SENDINGS = 3;

type Sending = {
  readonly frame: Uint8Array;
  readonly onSettled: (outcome: SendOutcome) => void;
  readonly yields: boolean;
  sendings: number;
  rejections: number;
  /** Any byte of it may have left. */
  started: boolean;
};

export const createSerialLink: CreateLink = (transport, clock, timers, events) => {
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
      events.onMessage(event.apdu, () => {
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
    // A serial line has no connection that could be half open.
    suspect: () => undefined,
    close: async () => {
      await transport.close();
      shut();
    },
  };
};
