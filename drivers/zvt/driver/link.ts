/** What carries APDUs to the terminal: frames on a serial line, or a bare stream. */
import type { Clock } from '../../../contract/clock.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import type { ZvtTimers } from './timers.ts';

export type SendOutcome =
  /** ACK came, or the terminal went on as only one that got it does. TCP: it left; more is not to be had. */
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

export interface Link {
  /**
   * Sends one APDU after those sent before. `onSettled` is called in the very moment it is
   * decided, before any byte that came later is looked at. `yields`: gives way to whatever the
   * terminal sends meanwhile.
   */
  send(apdu: Uint8Array, onSettled: (outcome: SendOutcome) => void, yields?: boolean): void;
  /** Nothing is being sent and no message is half received. */
  readonly isQuiet: boolean;
  /** No answer within T3: a TCP connection may be half open and is closed (digest §2). */
  suspect(): void;
  close(): Promise<void>;
}

export type LinkEvents = {
  /**
   * A message, on a serial line already ACKed. Call `isNew` first if it is no copy of the last one: only
   * a terminal that has what we sent goes on (digest §1, alternation), so that it counts as delivered.
   */
  readonly onMessage: (apdu: Uint8Array, isNew: () => void) => void;
  readonly onClosed: () => void;
};

export type CreateLink = (
  transport: ByteTransport,
  clock: Clock,
  timers: ZvtTimers,
  events: LinkEvents,
) => Link;
