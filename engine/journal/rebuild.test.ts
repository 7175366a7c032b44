/** A journal made anew says what the old one said, however often it is made, and wherever that is cut off. */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePaymentId, type PaymentId } from '../../contract/ids.ts';
import { paymentStateSchema } from '../../contract/payment.ts';
import { noCrash } from '../crash-points.ts';
import { openJournal } from '../open-journal.ts';
import type { Payment } from '../payments/fold.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import {
  approvedPayment,
  confirmedPayment,
  inDoubtPayment,
  refusedPayment,
} from '../testing/lives.ts';
import { seededBytes, temporaryFolder, type Bench } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import type { RebuildStep } from './rebuild-files.ts';
import { runRebuild } from './rebuild-run.ts';

const clock = createFakeClock();
let whole: ReturnType<typeof temporaryFolder>;
let folder: ReturnType<typeof temporaryFolder>;

const open = (path: string) => {
  const opened = openJournal(stageConfig(path), { clock, crash: noCrash });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
};

type Story = {
  readonly payments: readonly Payment[];
  readonly history: unknown;
  readonly waiting: unknown;
};

/** All that the journal says of its payments, with what waits to be sent. */
const story = (path: string): Story => {
  const { journal, mirror } = open(path);
  const payments = journal.inStates(paymentStateSchema.options);
  const told = {
    payments,
    history: payments.map(({ paymentId }) => [
      paymentId,
      journal.personal(paymentId),
      journal.history(paymentId),
    ]),
    waiting: payments.map(({ paymentId }) =>
      (['payment', 'reversal'] as const).map((kind) => {
        const row = journal.outbox.row(paymentId, kind);
        return [row?.status, row?.amountFils, journal.outbox.document(paymentId, kind)?.document];
      }),
    ),
  };
  mirror.close();
  journal.close();
  return told;
};

/** What was refused is on its way back: by the terminal, or by a refund that central has paid or not. */
const refundedPayment = (bench: Bench, isPaid: boolean): PaymentId => {
  const paymentId = refusedPayment(bench);
  const amountFils = 32_569 as never;
  bench.journal.commit({
    paymentId,
    facts: [
      {
        v: 1,
        type: 'refundRequested',
        lineIds: [1],
        amountFils,
        why: 'terminalAway',
        resultCode: null,
      },
      ...(isPaid ? [{ v: 1, type: 'refunded', amountFils } as const] : []),
    ],
    outbox: (table) => {
      table.add(
        { paymentId, kind: 'reversal', amountFils, status: 'released' },
        {
          document: '{"refund":true}',
          signature: 'A'.repeat(86),
          keyId: 'k',
        },
      );
      if (isPaid) table.mark(paymentId, 'reversal', 'done');
    },
  });
  return paymentId;
};

beforeAll(() => {
  whole = temporaryFolder();
  const opened = open(whole.path);
  const random = seededBytes(71);
  const bench: Bench = {
    ...opened,
    folder: whole.path,
    newId: () => makePaymentId(clock.wallMs(), random),
  };
  confirmedPayment(bench);
  refusedPayment(bench);
  inDoubtPayment(bench);
  approvedPayment(bench);
  refundedPayment(bench, false);
  refundedPayment(bench, true);
  opened.mirror.close();
  opened.journal.close();
  story(whole.path);
});
beforeEach(() => {
  folder = temporaryFolder();
  cpSync(whole.path, folder.path, { recursive: true });
  return () => {
    folder.remove();
  };
});
afterAll(() => {
  whole.remove();
});

/** The time of each rebuild is another, as its folder's name must be. */
const rebuildIn = (path: string, step?: (done: RebuildStep) => void) => {
  clock.advance(1_000);
  return runRebuild(stageConfig(path), null, clock, step);
};

test('a whole journal: the same payments, facts and documents, once and once more', async () => {
  const before = story(folder.path);
  expect(before.payments).toHaveLength(6);
  for (const generation of [2, 3]) {
    const report = await rebuildIn(folder.path);
    expect(report).toMatchObject({
      ok: true,
      value: { generation, brokeAt: null, fromMirror: 0, contradictions: [] },
    });
    expect(story(folder.path)).toEqual(before);
  }
});

test.each<readonly [RebuildStep, number]>([
  ['copied', 1],
  ['made', 1],
  ['noted', 1],
  ['movedPart', 1],
  ['movedOld', 1],
  ['inPlace', 1],
])('killed after %s: nothing is opened on half of it, and run again it ends', async (step) => {
  const before = story(folder.path);
  const killed = rebuildIn(folder.path, (done) => {
    if (done === step) throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  const opened = openJournal(stageConfig(folder.path), { clock, crash: noCrash });
  // Whole, before and after; in between it says so instead of beginning an empty one.
  const isMoving = ['noted', 'movedPart', 'movedOld'].includes(step);
  if (opened.ok) {
    opened.value.mirror.close();
    opened.value.journal.close();
  }
  expect(opened.ok ? null : opened.error.code).toBe(isMoving ? 'rebuildUnfinished' : null);

  const report = await rebuildIn(folder.path);
  expect(report).toMatchObject({ ok: true, value: { brokeAt: null, contradictions: [] } });
  expect(story(folder.path)).toEqual(before);
  expect(existsSync(join(folder.path, 'rebuild'))).toBe(false);
});

test('both copies gone and the gateway left out: nothing is made up', async () => {
  for (const name of readdirSync(folder.path))
    if (name.startsWith('journal.sqlite')) rmSync(join(folder.path, name));
  rmSync(join(folder.path, 'mirror', 'approvals.mirror'));
  const report = await rebuildIn(folder.path);
  expect(report).toMatchObject({ ok: true, value: { oldPayments: 0, fromMirror: 0 } });
  expect(story(folder.path).payments).toEqual([]);
});

test('the journal alone gone: every approval comes back from the mirror with its own document', async () => {
  const before = story(folder.path);
  for (const name of readdirSync(folder.path))
    if (name.startsWith('journal.sqlite')) rmSync(join(folder.path, name));
  const report = await rebuildIn(folder.path);
  const approved = before.payments.filter(({ authorisation }) => authorisation !== null);
  expect(report).toMatchObject({
    ok: true,
    value: { oldPayments: 0, fromMirror: approved.length },
  });
  const essence = (payments: readonly Payment[]) =>
    new Map(payments.map((each) => [each.paymentId, [each.totalFils, each.authorisation]]));
  expect(essence(story(folder.path).payments)).toEqual(essence(approved));
});
