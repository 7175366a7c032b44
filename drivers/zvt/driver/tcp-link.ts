/**
 * ZVT over TCP: bare APDUs, no ACK and no repeats (digest §2). What left may not have arrived: only the
 * terminal's answer shows it, and a connection without one within T3 is closed.
 */
import { createApduStream } from '../codec/apdu-stream.ts';
import type { CreateLink, SendOutcome } from './link.ts';
import { LATE_READ_GRACE_MS } from './timers.ts';

type Sending = { readonly settle: (outcome: SendOutcome) => void };

export const createTcpLink: CreateLink = (transport, clock, timers, events) => {
  const stream = createApduStream();
  const leaving = new Set<Sending>();
  let cancelT3 = (): void => undefined;
  let closed = !transport.isOpen;

  const settleAll = (outcome: SendOutcome): void => {
    for (const sending of [...leaving]) sending.settle(outcome);
  };

  const shut = (): void => {
    if (closed) return;
    closed = true;
    stopListening();
    cancelT3();
    stream.reset();
    settleAll('linkLost');
    events.onClosed();
  };

  const hangUp = (): void => {
    shut(); // at once: nothing may be sent on a connection that is given up
    void transport.close();
  };

  /** A message that comes too slowly ends the connection; the rest of it would be read as another. */
  const watchT3 = (): void => {
    cancelT3();
    if (!stream.midMessage) return;
    cancelT3 = clock.after(timers.t3Ms, () => {
      cancelT3 = clock.after(LATE_READ_GRACE_MS, hangUp);
    });
  };

  const stopListening = transport.onData((chunk) => {
    if (closed) return;
    const continued = stream.midMessage;
    const found = stream.feed(chunk);
    chunk.fill(0); // It may hold card data (digest §13).
    for (const apdu of found)
      events.onMessage(apdu, () => {
        settleAll('delivered');
      });
    if (!continued || found.length > 0) watchT3(); // else T3 counts on from the message's first byte
  });
  transport.onClose(shut);

  return {
    send: (apdu, onSettled) => {
      const sending: Sending = {
        settle: (outcome) => {
          if (leaving.delete(sending)) onSettled(outcome);
        },
      };
      leaving.add(sending);
      if (closed) {
        sending.settle('notSent');
        return;
      }
      void transport.write(apdu).then((written) => {
        if (written.ok) sending.settle('delivered');
        else sending.settle(written.error.code === 'notSent' ? 'notSent' : 'linkLost');
      });
    },
    get isQuiet() {
      return leaving.size === 0 && !stream.midMessage;
    },
    suspect: hangUp,
    close: async () => {
      await transport.close();
      shut();
    },
  };
};
