import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintJob, PrintOutcome } from '../../drivers/receipt-printer.ts';
import type { PaperFacts } from '../receipts/layout-for.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment, paymentOf } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { createReceiptJobs, nameInterruptedReceipts, type ReceiptJobs } from './receipt-jobs.ts';

const clock = createFakeClock();
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let jobs: ReceiptJobs;
let composed: PaperFacts[];
let printed: number;
let finish: (outcome: PrintOutcome) => void;

beforeEach(() => {
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  composed = [];
  printed = 0;
  jobs = createReceiptJobs({
    ...bench,
    printer: {
      status: () => ({
        state: 'online',
        paper: 'full',
        coverOpen: false,
        media: null,
        receiptsLeft: null,
      }),
      onChange: () => () => undefined,
      print: () => {
        printed += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      paper: () => ({ mmLeft: 80_000, receiptsLeft: null, endsAtMs: null }),
      newRoll: () => undefined,
      stop: () => Promise.resolve(),
    },
    layout: (facts): PrintJob => {
      composed.push(facts);
      return { bands: [] };
    },
    place: { ar: 'مجمع السيف', en: 'Seef Mall' },
    slipUrl: () => 'https://pay.example/r/CODE',
    queuedUntil: () => ({ untilMs: clock.wallMs() + 1_000, hours: null }),
  });
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

test.each([
  [{ status: 'printed' }, 'printed'],
  [{ status: 'unknown', reason: 'noConfirmation' }, 'unknown'],
  [{ status: 'failed', reason: 'paperOut', partial: true }, 'failed'],
] as const)('the printer says %j: that is what is journalled', async (outcome, receipt) => {
  const id = confirmedPayment(bench);
  const done = jobs.print(id, 'queued', false);
  expect(paymentOf(bench, id)).toMatchObject({ receipt: 'printing', receiptKind: 'queued' });
  expect(jobs.printing(id)).toBe(true);
  finish(outcome);
  await done;
  expect(paymentOf(bench, id)).toMatchObject({
    receipt,
    receiptKind: 'queued',
    state: 'confirmed',
  });
  expect(jobs.busy()).toBe(false);
});

test('the paper says what the journal knows: payer reference, amount, card, deadline', async () => {
  const id = confirmedPayment(bench);
  const done = jobs.print(id, 'queued', true);
  finish({ status: 'printed' });
  await done;
  expect(composed).toMatchObject([
    {
      kind: 'queued',
      copy: true,
      totalFils: 32_569,
      lastFour: '4242',
      authorisationCode: '731902',
      lines: [{ reference: '12345678', amountFils: 32_569, postingNumber: null }],
      queuedUntil: clock.wallMs() + 1_000,
    },
  ]);
});

test('one at a time: a second call prints nothing and journals nothing', async () => {
  const [first, second] = [confirmedPayment(bench), confirmedPayment(bench)];
  const done = jobs.print(first, 'queued', false);
  expect(jobs.busy()).toBe(true);
  await jobs.print(second, 'queued', false);
  expect(printed).toBe(1);
  expect(paymentOf(bench, second).receipt).toBe('none');
  finish({ status: 'printed' });
  await done;
});

test('without its personal fields nothing can be printed: failed, not left printing', async () => {
  const id = confirmedPayment(bench);
  bench.journal.erasePersonal(id);
  await jobs.print(id, 'queued', false);
  expect(printed).toBe(0);
  expect(paymentOf(bench, id).receipt).toBe('failed');
});

test('what was printing when the engine died is unknown', () => {
  const id = confirmedPayment(bench);
  void jobs.print(id, 'queued', false);
  nameInterruptedReceipts(bench.journal);
  expect(paymentOf(bench, id)).toMatchObject({ receipt: 'unknown', receiptKind: 'queued' });
});
