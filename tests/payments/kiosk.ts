/** One kiosk with all its surroundings for the mishaps of one test file, and what is asked of it afterwards. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { OutcomeKind, ReceiptStatus, Screen } from '../../contract/view.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import type { Payment } from '../../engine/payments/fold.ts';
import { startRig, type Rig, type RigOptions } from '../../rig/processes.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { disagreements, readBooks, type Books, type TerminalEntry } from './books.ts';
import { hurried, untilSettled } from './visits.ts';

export type Outcome = Extract<Screen, { name: 'outcome' }>;
export type Piece = { readonly index: number; readonly file: string; readonly complete: boolean };

export type Kiosk = {
  readonly rig: () => Rig;
  /** Somebody new at the screen, gone when the test ends. */
  readonly visitor: () => Promise<Visitor>;
  /**
   * Waits until nothing is left to be answered for, stops the engine and expects terminal, gateway and
   * journal to agree. The next test finds the engine running again.
   */
  readonly agreed: () => Promise<Books>;
  /** The papers that came off so far. */
  readonly papers: () => Promise<readonly Piece[]>;
  /** What the terminal charged or took back so far. */
  readonly charges: () => Promise<readonly TerminalEntry[]>;
};

/** Everything plugged in and answering: one test's mishaps are not the next one's. */
const calm = async ({ control }: Rig): Promise<void> => {
  await control.network({ do: 'restore' });
  for (const device of [control.terminal, control.printer]) {
    const { plugged } = await device({ do: 'state' });
    if (plugged !== true) await device({ do: 'plug' });
  }
  await control.printer({ do: 'mute', on: false });
  await control.printer({ do: 'pace', ms: 0 });
  await control.printer({ do: 'paper', state: 'full' });
  await control.printer({ do: 'cover', open: false });
};

/** Starts the kiosk before the file's first test: a card comes by itself, nobody waits for anybody. */
export const useKiosk = (options: Partial<RigOptions> = {}): Kiosk => {
  vi.setConfig({ testTimeout: 60_000 });
  const folder = temporaryFolder();
  const visitors: Visitor[] = [];
  let rig: Rig;
  const leave = async (): Promise<void> => {
    for (const visitor of visitors.splice(0)) await visitor.leave();
  };
  beforeAll(async () => {
    const asked = { autoCard: true, adjust: hurried, ...options };
    await withPreparedCentral(folder.path);
    rig = await startRig({ dataFolder: folder.path, ...asked });
  });
  beforeEach(async () => {
    await calm(rig);
    await rig.control.terminal({ do: 'autoCard', on: options.autoCard ?? true });
    if (rig.engine() === null) await rig.startEngine();
  });
  afterEach(leave);
  afterAll(async () => {
    await rig.stop();
    folder.remove();
  });
  return {
    rig: () => rig,
    visitor: async () => {
      const visitor = await rig.visitor();
      visitors.push(visitor);
      return visitor;
    },
    agreed: async () => {
      await leave();
      await untilSettled(rig);
      await rig.stopEngine();
      const books = await readBooks(rig);
      expect(disagreements(books)).toEqual([]);
      return books;
    },
    papers: async () =>
      (await rig.control.printer({ do: 'receipts' }))['receipts'] as readonly Piece[],
    charges: async () =>
      (await rig.control.terminal({ do: 'transactions' }))[
        'transactions'
      ] as readonly TerminalEntry[],
  };
};

/** Waits for that outcome with its paper in that state. */
export const outcome = async (
  visitor: Visitor,
  kind: OutcomeKind,
  receipt: ReceiptStatus,
): Promise<Outcome> => {
  const { screen } = await visitor.until(
    (view) =>
      view.screen.name === 'outcome' &&
      view.screen.kind === kind &&
      view.screen.receipt === receipt,
    `the outcome ${kind} with the receipt ${receipt}`,
  );
  return screen as Outcome;
};

/** Waits until the terminal's own words put that prompt on the screen. */
export const prompted = async (
  visitor: Visitor,
  prompt: Extract<Screen, { name: 'paying' }>['prompt'],
): Promise<void> => {
  await visitor.until(
    ({ screen }) => screen.name === 'paying' && screen.prompt === prompt,
    `the prompt ${prompt}`,
  );
};

/** The journal's payment with that name; fails the test where there is none. */
export const inJournal = (books: Books, { paymentId }: Pick<Outcome, 'paymentId'>): Payment => {
  const payment = books.journal.get(paymentId);
  if (payment === undefined) throw new Error(`the journal does not know ${paymentId}`);
  return payment;
};

/** Asks again and again until it is so, and leaves the processor to those who are asked. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
): Promise<T> => {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** The paper's bytes with Latin text readable. */
export const textOf = (piece: Piece | undefined): string =>
  piece === undefined ? '' : readFileSync(piece.file, 'latin1');
