import type { Clock } from '../../../contract/clock.ts';
import { decodeApdu, encodeApdu, type Apdu } from './apdu.ts';
import type { Line } from './line.ts';

/** What the till made of a message of ours. */
export type TillReply =
  | { readonly kind: 'positive' }
  | { readonly kind: 'negative'; readonly errorId: number; readonly data: Uint8Array }
  /** The frame was ACKed, but no reply came in time. */
  | { readonly kind: 'noReply' }
  /** Three sendings brought no ACK. */
  | { readonly kind: 'linkFailed' };

/** The till as the terminal sees it: commands from it, messages to it, its replies. */
export class Till {
  /** Commands (anything but replies), each once. */
  onCommand: (apdu: Apdu) => void = () => undefined;
  /** Messages still to be sent with the three-byte length form. */
  longLength = 0;
  #link: Line;
  #clock: Clock;
  #replyMs: number;
  #waiter: ((reply: Apdu | null) => void) | null = null;

  /** `replyMs` is T3: how long a message waits for its reply. */
  constructor(link: Line, clock: Clock, replyMs: number) {
    this.#link = link;
    this.#clock = clock;
    this.#replyMs = replyMs;
    link.onGone = () => this.#waiter?.(null);
    link.isApdu = (bytes) => decodeApdu(bytes) !== null;
    link.onApdu = (bytes) => {
      const apdu = decodeApdu(bytes);
      if (apdu === null) return;
      const family = apdu.command >>> 8;
      if (family === 0x80 || family === 0x84) this.#waiter?.(apdu);
      else this.onCommand(apdu);
    };
  }

  /** Answers a command; nothing comes back but the serial ACK. */
  answer(apdu: Apdu): Promise<'acked' | 'failed'> {
    return this.#link.send(encodeApdu(apdu));
  }

  /** Sends a message of ours and waits for the till's reply, at most `replyMs`. */
  async say(apdu: Apdu, replyMs = this.#replyMs): Promise<TillReply> {
    const long = this.longLength > 0;
    if (long) this.longLength -= 1;
    let tell: (reply: Apdu | null) => void = () => undefined;
    const replied = new Promise<Apdu | null>((resolve) => {
      tell = resolve;
    });
    this.#waiter = tell;
    const sent = await this.#link.send(encodeApdu(apdu, long));
    const cancel =
      sent === 'acked' ? this.#clock.after(replyMs, () => tell(null)) : () => undefined;
    if (sent === 'failed') tell(null);
    const reply = await replied;
    cancel();
    if (this.#waiter === tell) this.#waiter = null;
    if (sent === 'failed') return { kind: 'linkFailed' };
    return reply === null ? { kind: 'noReply' } : readReply(reply);
  }

  /** The same command once more is a new one: the first was never looked at. */
  forgetLastCommand(): void {
    this.#link.forgetLastFrame();
  }

  /** As after a restart: whoever waits is told that nothing came. */
  reset(): void {
    this.#waiter?.(null);
    this.#waiter = null;
    this.#link.reset();
  }
}

/** `84 00` is positive too (ZVT digest §3). */
const readReply = ({ command, data }: Apdu): TillReply => {
  const errorId = command & 0xff;
  return command >>> 8 === 0x80 || errorId === 0
    ? { kind: 'positive' }
    : { kind: 'negative', errorId, data };
};
