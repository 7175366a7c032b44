import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../../contract/clock.ts';
import { payableFils, type Fils } from '../../../../contract/money.ts';
import type { Authorisation } from '../../../../contract/payment.ts';
import type { CardPrompt } from '../../../../contract/view.ts';
import type {
  AuthoriseHooks,
  CardTerminal,
  TerminalReceiptText,
  TerminalReply,
} from '../../../card-terminal.ts';
import { SimulatorProcess } from '../../../simulator-kit/spawn-simulator.ts';
import { openSerial } from '../../../transport/serial.ts';
import { openTcp } from '../../../transport/tcp.ts';
import type { ByteTransport } from '../../../transport/transport.ts';
import { createZvtTerminal, type ZvtTerminalOptions } from '../../driver/terminal.ts';

const MAIN = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
const NOTHING_STORED = 0x83;

export const fils = (value: number): Fils => {
  const amount = payableFils(value);
  if (!amount.ok) throw new Error(amount.error);
  return amount.value;
};
export const AMOUNT = fils(7_850);

export type Listed = {
  readonly trace: string;
  readonly amountFils: number;
  readonly kind: 'payment' | 'reversal';
  readonly status: 'stored' | 'reversed';
};

/** The driver on a real line to the simulated terminal, a process of its own. */
export class Bench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'zvt-'));
  readonly #over: 'serial' | 'tcp';
  #running: SimulatorProcess | null = null;
  #terminals: CardTerminal[] = [];
  #port = 0;

  constructor(over: 'serial' | 'tcp' = 'serial') {
    this.#over = over;
  }

  async start(...more: readonly string[]): Promise<void> {
    const control = join(this.#folder, 'control');
    const wire = this.#over === 'serial' ? ['--link', this.#link] : ['--tcp', '0'];
    const memory = join(this.#folder, 'memory.json');
    this.#running = await SimulatorProcess.start(
      MAIN,
      [
        ...[...wire, '--control', control, '--memory', memory, '--pace', '0', '--again', '20'],
        ...['--auto-card', ...more],
      ],
      control,
    );
    this.#port = Number((await this.control({ do: 'state' }))['port'] ?? 0);
  }

  get #link(): string {
    return join(this.#folder, 'port');
  }

  control(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    if (this.#running === null) throw new Error('not started');
    return this.#running.control(request);
  }

  async open(): Promise<ByteTransport> {
    const open =
      this.#over === 'tcp'
        ? openTcp({ host: '127.0.0.1', port: this.#port, clock: systemClock })
        : openSerial({ path: this.#link, baudRate: 9600, stopBits: 2 });
    const opened = await open();
    if (!opened.ok) throw new Error(opened.error.detail);
    return opened.value;
  }

  /** A connected terminal, registered unless a test does that itself. */
  async connect(
    options: Partial<ZvtTerminalOptions> = {},
    registers = true,
  ): Promise<CardTerminal> {
    const terminal = createZvtTerminal({
      transport: await this.open(),
      framing: this.#over,
      clock: systemClock,
      nothingStoredCodes: [NOTHING_STORED],
      ...options,
    });
    this.#terminals.push(terminal);
    if (registers) {
      const registered = await terminal.register();
      if (!registered.ok) throw new Error(registered.error.code);
    }
    return terminal;
  }

  /** What the acquirer knows, once nothing runs and nothing is open. */
  async transactions(): Promise<readonly Listed[]> {
    for (;;) {
      const { operation } = await this.control({ do: 'state' });
      const said = await this.control({ do: 'transactions' });
      if (operation === null && (said['open'] as readonly unknown[]).length === 0)
        return said['transactions'] as readonly Listed[];
    }
  }

  async end(): Promise<void> {
    for (const terminal of this.#terminals) await terminal.close();
    await this.#running?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export type Heard = AuthoriseHooks & {
  readonly approvals: Authorisation[];
  readonly replies: TerminalReply[];
  readonly prompts: CardPrompt[];
  readonly texts: TerminalReceiptText[];
  readonly onReversal: (trace: string) => Promise<void>;
};

/** Hooks that accept everything and write down what they hear; `more` replaces some. */
export const hooks = (more: Partial<AuthoriseHooks> = {}): Heard => {
  const approvals: Authorisation[] = [];
  const replies: TerminalReply[] = [];
  const prompts: CardPrompt[] = [];
  const texts: TerminalReceiptText[] = [];
  return {
    approvals,
    replies,
    prompts,
    texts,
    onReference: () => {
      throw new Error('ZVT names no payment');
    },
    onReply: (reply) => replies.push(reply),
    onPrompt: (prompt) => prompts.push(prompt),
    onApproval: (approval) => {
      approvals.push(approval);
      return Promise.resolve('accept');
    },
    onReceiptText: (text) => {
      texts.push(text);
      return Promise.resolve();
    },
    onReversal: () => Promise.resolve(),
    ...more,
  };
};
