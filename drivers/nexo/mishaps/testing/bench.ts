import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock } from '../../../../contract/clock.ts';
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
import { loadNexoKey, loadNexoTrust } from '../../driver/files.ts';
import type { NexoNotice } from '../../driver/notice.ts';
import { openServiceIds } from '../../driver/service-ids.ts';
import { createNexoTerminal, type NexoTerminalOptions } from '../../driver/terminal.ts';

const MAIN = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
export const POI_ID = 'SIM1-000000001';
export const SALE_ID = 'KIOSK-07';

export const fils = (value: number): Fils => {
  const amount = payableFils(value);
  if (!amount.ok) throw new Error(amount.error);
  return amount.value;
};
export const AMOUNT = fils(7_851);

/** An answer that proves neither a sale nor that there was none: for two people. */
export const UNDECIDABLE = {
  ok: true,
  value: { resultCode: 0, originalTrace: '' },
} as const;

export type Listed = {
  readonly trace: string;
  readonly receipt: string;
  readonly amountFils: number;
  readonly kind: 'payment' | 'reversal';
  readonly originalTrace: string | null;
  readonly status: 'stored' | 'reversed';
};

const must = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A clock of real time that can be pushed on: what falls due meanwhile runs at once. */
export type PushedClock = Clock & { readonly push: (ms: number) => void };
export const createPushedClock = (): PushedClock => {
  let pushed = 0;
  const due = new Map<symbol, { readonly at: number; readonly fire: () => void }>();
  const now = (): number => systemClock.monotonicMs() + pushed;
  return {
    wallMs: () => systemClock.wallMs() + pushed,
    monotonicMs: now,
    after: (delayMs, action) => {
      const id = Symbol();
      const fire = (): void => {
        cancelReal();
        due.delete(id);
        action();
      };
      const cancelReal = systemClock.after(delayMs, fire);
      due.set(id, { at: now() + delayMs, fire });
      return () => {
        cancelReal();
        due.delete(id);
      };
    },
    push: (ms) => {
      pushed += ms;
      for (const { at, fire } of [...due.values()].sort((a, b) => a.at - b.at))
        if (at <= now()) fire();
    },
  };
};

/** The driver over real TLS to the simulated terminal, a process of its own. */
export class Bench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'nexo-'));
  readonly notices: NexoNotice[] = [];
  #running: SimulatorProcess | null = null;
  #terminals: CardTerminal[] = [];
  port = 0;

  path(name: string): string {
    return join(this.#folder, name);
  }

  async start(...more: readonly string[]): Promise<void> {
    const control = this.path('control');
    const files = ['--memory', this.path('memory.json'), '--certs', this.path('certs')];
    this.#running = await SimulatorProcess.start(
      MAIN,
      ['--port', String(this.port), '--control', control, ...files]
        .concat(['--pace', '0', '--auto-card', '--poi', POI_ID])
        .concat(more),
      control,
    );
    const state = await this.control({ do: 'state' });
    this.port = Number(state['port']);
  }

  /** The power goes; the simulator comes back at the same port with what it had made durable. */
  async powerCut(): Promise<void> {
    await this.#running?.stop('SIGKILL');
    await this.start();
  }

  control(request: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    if (this.#running === null) throw new Error('not started');
    return this.#running.control(request);
  }

  connect(options: Partial<NexoTerminalOptions> = {}): CardTerminal {
    const terminal = createNexoTerminal({
      host: '127.0.0.1',
      port: this.port,
      poiId: POI_ID,
      saleId: SALE_ID,
      environment: 'test',
      trustPem: must(loadNexoTrust(this.path('certs/root.pem'))),
      key: must(loadNexoKey(this.path('certs/key.json'))),
      clock: systemClock,
      random: randomBytes,
      nextServiceId: must(openServiceIds(this.path('service-id'), systemClock.wallMs())),
      onNotice: (notice) => this.notices.push(notice),
      ...options,
      timers: { againMs: 0, ...options.timers },
    });
    this.#terminals.push(terminal);
    return terminal;
  }

  /** Waits until the simulator's state is so; nothing else tells when a request has arrived there. */
  async until(
    holds: (state: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const state = await this.control({ do: 'state' });
      if (holds(state)) return state;
    }
  }

  async seen(category: string): Promise<number> {
    const { seen } = await this.control({ do: 'state' });
    return (seen as Record<string, number>)[category] ?? 0;
  }

  async transactions(): Promise<readonly Listed[]> {
    await this.until(({ service }) => service === null);
    const said = await this.control({ do: 'transactions' });
    return said['transactions'] as readonly Listed[];
  }

  async end(): Promise<void> {
    for (const terminal of this.#terminals) await terminal.close();
    await this.#running?.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export type Heard = AuthoriseHooks & {
  readonly references: string[];
  readonly approvals: Authorisation[];
  readonly replies: TerminalReply[];
  readonly prompts: CardPrompt[];
  readonly texts: TerminalReceiptText[];
  readonly reversals: string[];
  readonly onReversal: (trace: string) => Promise<void>;
};

/** Hooks that accept everything and write down what they hear; `more` replaces some. */
export const hooks = (more: Partial<AuthoriseHooks> = {}): Heard => {
  const heard = {
    references: [] as string[],
    approvals: [] as Authorisation[],
    replies: [] as TerminalReply[],
    prompts: [] as CardPrompt[],
    texts: [] as TerminalReceiptText[],
    reversals: [] as string[],
  };
  return {
    ...heard,
    onReference: (reference) => heard.references.push(reference),
    onReply: (reply) => heard.replies.push(reply),
    onPrompt: (prompt) => heard.prompts.push(prompt),
    onApproval: (approval) => {
      heard.approvals.push(approval);
      return Promise.resolve('accept');
    },
    onReceiptText: (text) => {
      heard.texts.push(text);
      return Promise.resolve();
    },
    onReversal: (trace) => {
      heard.reversals.push(trace);
      return Promise.resolve();
    },
    ...more,
  };
};

/** The reference of the one payment or reversal that these hooks saw begin. */
export const referenceOf = ({ references }: Heard): string => {
  const last = references.at(-1);
  if (last === undefined) throw new Error('nothing was named');
  return last;
};

/** The one approval that these hooks heard. */
export const approvalOf = ({ approvals }: Heard): Authorisation => {
  const [only] = approvals;
  if (only === undefined || approvals.length > 1) throw new Error(`${approvals.length} approvals`);
  return only;
};
