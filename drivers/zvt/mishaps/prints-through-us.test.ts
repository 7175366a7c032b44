import { afterEach, expect, test } from 'vitest';
import type { AuthoriseOutcome } from '../../card-terminal.ts';
import { AMOUNT, Bench, hooks, type Heard } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

const pay = async (
  over: 'serial' | 'tcp',
  mishap: Readonly<Record<string, unknown>> | null,
  heard: Heard = hooks(),
): Promise<AuthoriseOutcome> => {
  bench = new Bench(over);
  await bench.start('--prints-through-till');
  const terminal = await bench.connect({ printsThroughUs: true, silenceMs: 300 });
  if (mishap !== null) await bench.control(mishap);
  return terminal.authorise(AMOUNT, heard);
};

const statusOf = async (): Promise<string | undefined> => (await bench.transactions())[0]?.status;

test.each(['serial', 'tcp'] as const)(
  'over %s: every text is durable before it is answered, and the last one makes it money',
  async (over) => {
    const order: string[] = [];
    const heard = hooks({
      onReceiptText: async ({ for: whose, lines }) => {
        const { open } = await bench.control({ do: 'transactions' });
        order.push(`${whose} ${(open as readonly unknown[]).length}`);
        heard.texts.push({ for: whose, lines });
      },
    });
    const outcome = await pay(over, null, heard);
    expect(outcome.kind).toBe('confirmed');
    expect(order).toEqual(['customer 1', 'customer 1', 'customer 1']);
    const lines = heard.texts.flatMap((text) => text.lines);
    expect(lines[0]).toBe('CARD PAYMENT');
    expect(lines).toContain('BHD 7.850');
    expect(lines).toContain('VISA ************4242');
    expect(await statusOf()).toBe('stored');
  },
);

test.each([0, 1, 2])('text %i never comes: in doubt, and the terminal reverses', async (after) => {
  const heard = hooks();
  const outcome = await pay('serial', { do: 'loseText', after }, heard);
  expect(outcome).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'noAnswer' },
    authorisation: heard.approvals[0],
  });
  expect(heard.texts).toHaveLength(after);
  expect(await statusOf()).toBe('reversed');
});

test('the terminal gives up between the texts and says so: in doubt all the same', async () => {
  const outcome = await pay('serial', { do: 'loseText', after: 1, abort: true });
  expect(outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'refused' } });
  expect(await statusOf()).toBe('reversed');
});

test('it restarts between the texts: in doubt, reversed', async () => {
  const outcome = await pay('serial', { do: 'rebootAtText', after: 1 });
  expect(outcome.kind).toBe('inDoubt');
  expect(await statusOf()).toBe('reversed');
});

test('a text that cannot be made durable is not answered: nothing is kept', async () => {
  const heard = hooks({ onReceiptText: () => Promise.reject(new Error('disk full')) });
  bench = new Bench();
  await bench.start('--prints-through-till', '--t3', '300');
  const terminal = await bench.connect({ printsThroughUs: true });
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('inDoubt');
  expect(await statusOf()).toBe('reversed');
});

test('all texts answered, the Completion lost: in doubt, but kept, and the look-up says so', async () => {
  bench = new Bench();
  await bench.start('--prints-through-till');
  const terminal = await bench.connect({ printsThroughUs: true, silenceMs: 300 });
  await bench.control({ do: 'loseReplyAfterApproval' });
  const outcome = await terminal.authorise(AMOUNT, hooks());
  expect(outcome.kind).toBe('inDoubt');
  expect(await statusOf()).toBe('stored');
  expect(await terminal.lastTransaction(null)).toMatchObject({
    ok: true,
    value: { authorisation: outcome.kind === 'inDoubt' ? outcome.authorisation : null },
  });
});

test('a terminal that sends text unasked, line by line: kept before it is answered as well', async () => {
  bench = new Bench();
  await bench.start('--prints-through-till');
  const terminal = await bench.connect();
  const heard = hooks();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('confirmed');
  expect(heard.texts.map(({ lines }) => lines.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('the end of day comes as text too', async () => {
  bench = new Bench();
  await bench.start('--prints-through-till');
  const terminal = await bench.connect({ printsThroughUs: true });
  const heard = hooks();
  expect((await terminal.endOfDay(heard)).kind).toBe('closed');
  expect(heard.texts[0]).toMatchObject({
    for: 'endOfDay',
    lines: ['END OF DAY', 'Terminal 40001234', expect.any(String)],
  });
});
