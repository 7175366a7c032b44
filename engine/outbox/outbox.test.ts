import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReversalOutcome } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import { fail, ok } from '../../contract/result.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import { refusedLines, reversalDocument } from '../payments/documents.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import {
  approvedPayment,
  confirmedPayment,
  inDoubtPayment,
  paymentOf,
  refusedPayment,
} from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { AWAY, posts, scriptedGateway, type ScriptedGateway } from '../testing/scripted-gateway.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createOutbox, type Outbox } from './outbox.ts';

const FIRST_MS = 1_000;
const MOST_MS = 8_000;

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let far: ScriptedGateway;
let outbox: Outbox;
const bugs: unknown[] = [];

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  far = scriptedGateway();
  bugs.length = 0;
  outbox = createOutbox({
    ...bench,
    gateway: far.gateway,
    random: (count) => new Uint8Array(count).fill(255), // jitter: the longest wait
    retry: { firstMs: FIRST_MS, mostMs: MOST_MS },
    onBug: (cause) => bugs.push(cause),
  });
});
afterEach(async () => {
  await outbox.stop();
  expect(bugs).toEqual([]);
  bench.journal.close();
  folder.remove();
});

const go = async (): Promise<void> => {
  outbox.wake();
  await settle();
};
const later = async (ms: number): Promise<void> => {
  clock.advance(ms);
  await settle();
};
const status = (id: PaymentId, kind: 'payment' | 'reversal' = 'payment') =>
  bench.journal.outbox.row(id, kind)?.status;
const failing = (error: GatewayFailure) => () => Promise.resolve(fail(error));
const problem = (code: 'documentInvalid' | 'documentDiffers' | 'rateLimited' | 'notFound') =>
  ({ kind: 'problem', code, status: 400 }) as const;

/** A refused payment whose reversal or refund waits to be told to central. */
const givenBack = (kind: 'terminal' | 'refund'): PaymentId => {
  const paymentId = refusedPayment(bench);
  const payment = paymentOf(bench, paymentId);
  const { lineIds, amountFils } = refusedLines(payment);
  const reversalTrace = kind === 'terminal' ? '004218' : null;
  const document = reversalDocument(
    payment,
    { kind, lineIds, amountFils, reversalTrace, atMs: clock.wallMs() },
    bench,
  );
  bench.journal.commit({
    paymentId,
    facts:
      kind === 'terminal'
        ? [
            { v: 1, type: 'reversing', baseline: { kind: 'none' } },
            { v: 1, type: 'reversed', trace: '004218' },
          ]
        : [
            {
              v: 1,
              type: 'refundRequested',
              lineIds: [...lineIds],
              amountFils,
              why: 'terminalAway',
              resultCode: null,
            },
          ],
    outbox: (table) => {
      table.add({ paymentId, kind: 'reversal', amountFils, status: 'released' }, document);
    },
  });
  return paymentId;
};
const reversalAnswer =
  (more: Partial<ReversalOutcome>) =>
  (paymentId: PaymentId): Promise<{ ok: true; value: ReversalOutcome }> =>
    Promise.resolve(ok({ paymentId, status: 'refunded', amountFils: 32_569 as Fils, ...more }));

describe('a payment', () => {
  test('is sent once it is released, never while it is held', async () => {
    far.answers.submit = posts;
    const held = approvedPayment(bench);
    const released = confirmedPayment(bench);
    await go();
    expect(far.sent.map(({ id }) => id)).toEqual([released]);
    expect(paymentOf(bench, released).state).toBe('posted');
    expect(status(released)).toBe('done');
    expect(status(held)).toBe('held');
  });

  test('is sent as the very same document until it is answered, and counted each time', async () => {
    const id = confirmedPayment(bench);
    await go();
    await later(FIRST_MS);
    far.answers.submit = posts;
    await later(2 * FIRST_MS);
    expect(far.sent).toHaveLength(3);
    expect(new Set(far.sent.map(({ text }) => text)).size).toBe(1);
    expect(bench.journal.outbox.row(id, 'payment')?.attempts).toBe(3);
    expect(paymentOf(bench, id).state).toBe('posted');
  });

  test('is sent at once when somebody asks for it, whatever it was refused before', async () => {
    const id = confirmedPayment(bench);
    far.answers.submit = failing(problem('documentInvalid'));
    await go();
    await go();
    expect(far.sent).toHaveLength(1);
    far.answers.submit = posts;
    expect(outbox.sendNow(id)).toBe(true);
    await settle();
    expect(far.sent).toHaveLength(2);
    expect(paymentOf(bench, id).state).toBe('posted');
    expect(outbox.sendNow(id)).toBe(false);
  });

  test('that is not certain, or in doubt, is sent by nobody’s hand', async () => {
    const held = approvedPayment(bench);
    const doubtful = inDoubtPayment(bench);
    for (const id of [held, doubtful]) {
      expect(outbox.sendNow(id)).toBe(false);
      expect(outbox.handOver(id, 'takesTooLong')).toBe(false);
    }
    await settle();
    expect(far.sent).toEqual([]);
    expect(paymentOf(bench, held).state).toBe('approved');
    expect(paymentOf(bench, doubtful).state).toBe('inDoubt');
  });

  test('that is given to people is sent no more; an answer on its way changes nothing', async () => {
    const id = confirmedPayment(bench);
    const answer = Promise.withResolvers<Awaited<ReturnType<typeof posts>>>();
    far.answers.submit = () => answer.promise;
    await go();
    expect(outbox.handOver(id, 'refusedAgain')).toBe(true);
    answer.resolve(await posts(id, far.sent[0] as never));
    await settle();
    expect(paymentOf(bench, id).state).toBe('quarantined');
    expect(status(id)).toBe('quarantined');
    expect(bench.journal.outbox.exposure().count).toBe(1);
    await later(MOST_MS);
    expect(far.sent).toHaveLength(1);
    expect(outbox.handOver(id, 'refusedAgain')).toBe(false);
  });

  test('that is refused leaves the outbox and waits for its money', async () => {
    const id = confirmedPayment(bench);
    far.answers.submit = (paymentId) =>
      Promise.resolve(
        ok({
          paymentId,
          recordedAt: '2026-11-22T13:41:00.000Z',
          lines: [{ lineId: 1, status: 'refused', reason: 'alreadyPaid' }],
        }),
      );
    await go();
    expect(paymentOf(bench, id)).toMatchObject({ state: 'refused' });
    expect(status(id)).toBe('done');
  });
});

describe('a gateway that is away', () => {
  test('is tried with one payment for all, ever less often', async () => {
    for (let i = 0; i < 5; i++) confirmedPayment(bench);
    await go();
    expect(far.sent).toHaveLength(1);
    await later(FIRST_MS);
    await later(2 * FIRST_MS);
    await later(4 * FIRST_MS);
    expect(far.sent).toHaveLength(4);
    await later(MOST_MS);
    await later(MOST_MS);
    expect(far.sent).toHaveLength(6);
  });

  test('gets everything at the first contact, without waiting for the pause to end', async () => {
    const ids = [confirmedPayment(bench), confirmedPayment(bench)];
    await go();
    far.answers.submit = posts;
    outbox.contact();
    await settle();
    expect(ids.map((id) => paymentOf(bench, id).state)).toEqual(['posted', 'posted']);
    expect(bench.journal.outbox.exposure()).toMatchObject({ count: 0, fils: 0 });
  });
});

describe('trouble with one payment', () => {
  test('HTML, 500 and 401 change nothing, and the next one is sent all the same', async () => {
    const [poor, fine] = [confirmedPayment(bench), confirmedPayment(bench)];
    far.answers.submit = (id, document) =>
      id === poor
        ? Promise.resolve(fail({ kind: 'trouble', status: 500, detail: 'untyped answer' }))
        : posts(id, document);
    await go();
    for (let i = 0; i < 20; i++) await later(MOST_MS);
    expect(paymentOf(bench, poor).state).toBe('confirmed');
    expect(status(poor)).toBe('released');
    expect(paymentOf(bench, fine).state).toBe('posted');
  });

  test('a typed refusal of the whole document is believed at the fifth time', async () => {
    const id = confirmedPayment(bench);
    far.answers.submit = failing(problem('documentInvalid'));
    await go();
    for (let i = 0; i < 3; i++) await later(MOST_MS);
    expect(paymentOf(bench, id).state).toBe('confirmed');
    await later(MOST_MS);
    expect(far.sent).toHaveLength(5);
    expect(paymentOf(bench, id).state).toBe('quarantined');
    expect(status(id)).toBe('quarantined');
    await later(10 * MOST_MS);
    expect(far.sent).toHaveLength(5);
  });

  test('refusals count only in a row', async () => {
    const id = confirmedPayment(bench);
    for (let i = 0; i < 8; i++) {
      far.answers.submit = failing(problem(i % 4 === 3 ? 'rateLimited' : 'notFound'));
      outbox.wake();
      await later(MOST_MS);
    }
    expect(paymentOf(bench, id).state).toBe('confirmed');
  });

  test('another document under its id is for staff at once', async () => {
    const id = confirmedPayment(bench);
    far.answers.submit = failing(problem('documentDiffers'));
    await go();
    expect(far.sent).toHaveLength(1);
    expect(paymentOf(bench, id).state).toBe('quarantined');
  });

  test.each([
    ['other lines', [{ lineId: 2, status: 'posted', postingNumber: 'X' }]],
    [
      'one line twice',
      [
        { lineId: 1, status: 'posted', postingNumber: 'X' },
        { lineId: 1, status: 'refused', reason: 'alreadyPaid' },
      ],
    ],
    [
      'one line more',
      [
        { lineId: 1, status: 'posted', postingNumber: 'X' },
        { lineId: 2, status: 'posted', postingNumber: 'X' },
      ],
    ],
  ] as const)('an answer that names %s is for staff', async (_what, lines) => {
    const id = confirmedPayment(bench);
    far.answers.submit = (paymentId) =>
      Promise.resolve(ok({ paymentId, recordedAt: 'x', lines: [...lines] }));
    await go();
    expect(paymentOf(bench, id).state).toBe('quarantined');
    expect(status(id)).toBe('quarantined');
  });

  test('an answer about another payment is for staff', async () => {
    const id = confirmedPayment(bench);
    far.answers.submit = (_id, document) => posts(bench.newId(), document);
    await go();
    expect(paymentOf(bench, id).state).toBe('quarantined');
  });

  test('a document that can no longer be read is for staff, and the next one is sent', async () => {
    const [unreadable, fine] = [confirmedPayment(bench), confirmedPayment(bench)];
    const { journal } = bench;
    const read = journal.outbox.document;
    await outbox.stop();
    outbox = createOutbox({
      ...bench,
      journal: {
        ...journal,
        outbox: {
          ...journal.outbox,
          document: (id, kind) => (id === unreadable ? null : read(id, kind)),
        },
      },
      gateway: far.gateway,
      random: (count) => new Uint8Array(count),
      retry: { firstMs: FIRST_MS, mostMs: MOST_MS },
      onBug: (cause) => bugs.push(cause),
    });
    far.answers.submit = posts;
    await go();
    expect(paymentOf(bench, unreadable).state).toBe('quarantined');
    expect(paymentOf(bench, fine).state).toBe('posted');
  });
});

describe('money on its way back', () => {
  test('a reversal at the terminal is told once', async () => {
    const id = givenBack('terminal');
    far.answers.reverse = reversalAnswer({ status: 'reversed' });
    await go();
    expect(paymentOf(bench, id).state).toBe('reversed');
    expect(status(id, 'reversal')).toBe('done');
  });

  test('a refund that is only requested is asked about again, until it is paid', async () => {
    const id = givenBack('refund');
    far.answers.reverse = reversalAnswer({ status: 'refundRequested' });
    await go();
    expect(far.sent).toHaveLength(1);
    await later(MOST_MS - 1);
    expect(far.sent).toHaveLength(1);
    far.answers.reverse = reversalAnswer({});
    await later(1);
    expect(paymentOf(bench, id).state).toBe('refunded');
    expect(status(id, 'reversal')).toBe('done');
  });

  test.each(['terminal', 'refund'] as const)(
    'a %s reversal that central refuses for good is for staff, and the engine goes on',
    async (kind) => {
      const id = givenBack(kind);
      const other = confirmedPayment(bench);
      far.answers.reverse = failing(problem('documentDiffers'));
      far.answers.submit = posts;
      await go();
      expect(paymentOf(bench, id).state).toBe('quarantined');
      expect(status(id, 'reversal')).toBe('quarantined');
      expect(paymentOf(bench, other).state).toBe('posted');
    },
  );

  test('a reversal of another amount, or another payment, is for staff', async () => {
    const [amount, payment] = [givenBack('refund'), givenBack('terminal')];
    far.answers.reverse = (id) =>
      id === amount
        ? reversalAnswer({ amountFils: 1 as Fils })(id)
        : reversalAnswer({ status: 'reversed' })(bench.newId());
    await go();
    expect(paymentOf(bench, amount).state).toBe('quarantined');
    expect(paymentOf(bench, payment).state).toBe('quarantined');
  });
});

test('stopped, it sends nothing more', async () => {
  confirmedPayment(bench);
  far.answers.submit = failing(AWAY);
  await go();
  await outbox.stop();
  await later(10 * MOST_MS);
  outbox.wake();
  outbox.contact();
  await settle();
  expect(far.sent).toHaveLength(1);
});
