import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hex, RawPort, toHex } from '../../simulator-kit/raw-port.ts';
import { SimulatorProcess } from '../../simulator-kit/spawn-simulator.ts';
import { frame, FrameReceiver } from './framing.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ACK = 0x06;
const NAK = 0x15;

/** A scripted till for tests: every message and every reply is written out in the test. */
export class TestTill {
  readonly port: RawPort;
  #receiver = new FrameReceiver();

  constructor(port: RawPort) {
    this.port = port;
  }

  static async open(path: string): Promise<TestTill> {
    return new TestTill(await RawPort.open(path));
  }

  /** Sends an APDU given in hex and takes its serial ACK; other loose bytes are a failure. */
  async send(apdu: string): Promise<void> {
    await this.port.write(frame(Uint8Array.from(hex(apdu))));
    const [answer] = await this.port.read(1);
    if (answer !== ACK) throw new Error(`expected an ACK, got ${toHex([answer ?? -1])}`);
  }

  /** The next frame's APDU as hex, answered by ACK (or by `answer`); a broken one is `malformed`. */
  async next(answer: number | null = ACK): Promise<string> {
    for (;;) {
      const [byte] = await this.port.read(1);
      const received = this.#receiver.take(byte ?? 0);
      if (received?.kind === 'frame') {
        if (answer !== null) await this.port.write([answer]);
        return toHex(received.apdu);
      }
      if (received?.kind === 'malformed') {
        await this.port.write([NAK]);
        return 'malformed';
      }
    }
  }

  /** Takes messages, answering each `80 00 00`, until one begins with `prefix`, which stays unanswered. */
  async until(prefix: string): Promise<{ readonly found: string; readonly before: string[] }> {
    const before: string[] = [];
    for (;;) {
      const apdu = await this.next();
      if (apdu.startsWith(prefix)) return { found: apdu, before };
      before.push(apdu);
      if (!apdu.startsWith('80 00') && !apdu.startsWith('84')) await this.send('80 00 00');
    }
  }

  /** As `until`, and answers the one found. */
  async through(prefix: string): Promise<string> {
    const { found } = await this.until(prefix);
    await this.send('80 00 00');
    return found;
  }

  /** Registers as a kiosk does: config 3E, BHD, TLV known. */
  async register(): Promise<void> {
    await this.send('06 00 08 00 00 00 3E 00 48 06 00');
    await this.through('06 0F');
  }

  /** A whole payment up to its approval, which stays unanswered. */
  async approval(amount = '00 00 00 00 78 50'): Promise<string> {
    await this.send(`06 01 0A 04 ${amount} 49 00 48`);
    return (await this.until('04 0F')).found;
  }

  /** A whole payment, kept by the terminal. */
  async pay(amount?: string): Promise<string> {
    const approval = await this.approval(amount);
    await this.send('80 00 00');
    await this.through('06 0F');
    return approval;
  }
}

export type Transactions = {
  readonly transactions: readonly {
    readonly receipt: string;
    readonly amountFils: number;
    readonly kind: string;
    readonly status: string;
  }[];
  readonly totalFils: number;
};

/** A terminal process in a folder of its own. */
export class TestBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'zvt-'));
  readonly link = join(this.folder, 'port');
  readonly memory = join(this.folder, 'memory.json');
  #running: SimulatorProcess | null = null;
  #tills: TestTill[] = [];

  get simulator(): SimulatorProcess {
    if (this.#running === null) throw new Error('not started');
    return this.#running;
  }

  async start(...more: readonly string[]): Promise<void> {
    const control = join(this.folder, 'control');
    this.#running = await SimulatorProcess.start(
      MAIN,
      [
        ...['--link', this.link, '--control', control, '--memory', this.memory, '--pace', '0'],
        ...['--again', '20'],
        ...more,
      ],
      control,
    );
  }

  async till(): Promise<TestTill> {
    const till = await TestTill.open(this.link);
    this.#tills.push(till);
    return till;
  }

  /** What the acquirer would hear, as soon as nothing is open and nothing runs. */
  async settled(): Promise<Transactions> {
    for (;;) {
      const state = await this.simulator.control({ do: 'state' });
      if (state['operation'] === null)
        return (await this.simulator.control({ do: 'transactions' })) as unknown as Transactions;
    }
  }

  async end(): Promise<void> {
    for (const { port } of this.#tills) await port.close();
    await this.#running?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
