/** The board itself, written from `docs/cabinet-protocol.md` alone. */
import { randomBytes } from 'node:crypto';

export type BoardState = {
  door: 'open' | 'closed' | null;
  key: 'on' | 'off' | null;
  tamper: 'yes' | 'no' | null;
  power: 'mains' | 'battery' | 'low' | null;
  headset: 'in' | 'out' | null;
};
export type Faults = {
  /** Answers nothing and tells nothing. */
  silent: boolean;
  /** So many frames from now on leave with a wrong checksum. */
  badChecksums: number;
  /** So many answers are never sent, though what was asked is done. */
  lostAnswers: number;
  /** What it says its version is. */
  version: number;
};

const MODES = ['off', 'on', 'blink'];
const FRAME = /^([ -)+-~]{1,120})\*([0-9A-F]{4})\r?$/u;

const checksum = (text: string): string => {
  let sum = 0xffff;
  for (let i = 0; i < text.length; i++) {
    let top = ((sum >> 8) ^ text.charCodeAt(i)) & 0xff;
    top ^= top >> 4;
    sum = ((sum << 8) ^ (top << 12) ^ (top << 5) ^ top) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
};

export class Board {
  readonly state: BoardState = {
    door: 'closed',
    key: 'off',
    tamper: 'no',
    power: 'mains',
    headset: 'out',
  };
  readonly lights: Record<string, string> = {
    card: 'off',
    receipt: 'off',
    scanner: 'off',
    status: 'off',
  };
  readonly faults: Faults = { silent: false, badChecksums: 0, lostAnswers: 0, version: 1 };
  /** The cause of a tamper alarm lasts: it cannot be cleared. */
  tamperLasts = false;
  holdSeconds: number | null = 30;
  asked = 0;
  #boot = '';
  #incoming = '';
  readonly #send: (bytes: Uint8Array) => void;

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
    this.#start();
  }

  /** Power off and on: lights are dark again, a tamper alarm is kept. */
  reboot(): void {
    for (const light of Object.keys(this.lights)) this.lights[light] = 'off';
    this.#start();
    this.#tell();
  }

  #start(): void {
    this.#boot = randomBytes(2).toString('hex').toUpperCase();
    this.#incoming = '';
  }

  /** A sensor changed; `null`: it is not built in. */
  sense(change: Partial<BoardState>): void {
    Object.assign(this.state, change);
    this.#tell();
  }

  receive(bytes: Uint8Array): void {
    this.#incoming = (this.#incoming + Buffer.from(bytes).toString('latin1')).slice(-1_000);
    const lines = this.#incoming.split('\n');
    this.#incoming = lines.pop() ?? '';
    for (const line of lines) {
      const from = line.lastIndexOf('!');
      const [, body = '', sum] = FRAME.exec(from < 0 ? '' : line.slice(from + 1)) ?? [];
      if (sum === checksum(body)) this.#answer(body);
    }
  }

  #words(): string {
    const words = Object.entries(this.state).filter(([, value]) => value !== null);
    return ['STATE', `boot=${this.#boot}`, ...words.map((pair) => pair.join('='))].join(' ');
  }

  #tell(): void {
    this.#frame(`E ${this.#words()}`);
  }

  #frame(body: string): void {
    if (this.faults.silent) return;
    const isBad = this.faults.badChecksums > 0;
    if (isBad) this.faults.badChecksums -= 1;
    const sum = checksum(isBad ? `${body}?` : body);
    this.#send(Buffer.from(`!${body}*${sum}\r\n`, 'latin1'));
  }

  #answer(body: string): void {
    const [kind, number, ...words] = body.split(' ');
    if (kind !== 'Q' || this.faults.silent) return;
    this.asked += 1;
    const said = this.#do(words);
    if (this.faults.lostAnswers > 0) this.faults.lostAnswers -= 1;
    else this.#frame(`A ${String(number)} ${said}`);
  }

  #do([what, first, second]: readonly string[]): string {
    switch (what) {
      case 'HELLO': {
        if (first !== String(this.faults.version)) return 'NO version';
        const hold = this.holdSeconds === null ? '' : ` hold=${this.holdSeconds}`;
        return `HELLO ${this.faults.version} boot=${this.#boot} model=SIM firmware=1${hold}`;
      }
      case 'STATE':
        return this.#words();
      case 'LIGHT':
        if (!(String(first) in this.lights)) return 'NO unable';
        if (!MODES.includes(String(second))) return 'NO unknown';
        this.lights[String(first)] = String(second);
        return 'OK';
      case 'CLEAR':
        if (first !== 'tamper') return 'NO unknown';
        if (this.tamperLasts || this.state.tamper === null) return 'NO unable';
        this.sense({ tamper: 'no' });
        return 'OK';
      default:
        return 'NO unknown';
    }
  }
}
