import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card', '--approval-wait', '1500');
  till = await bench.till();
  await till.register();
});
afterEach(() => bench.end());

const COPY = '06 20 05 00 00 00 03 03';

test('Completion lost after our ack: stored, and the copy shows the same payment', async () => {
  await bench.simulator.control({ do: 'loseReplyAfterApproval' });
  const approval = await till.approval();
  await till.send('80 00 00');
  expect((await bench.settled()).totalFils).toBe(7_850);
  await till.send(COPY);
  expect(await till.through('04 0F')).toBe(approval);
  expect(await till.through('06 0F')).toBe('06 0F 00');
});

test('approval lost: reversed by itself, and the copy shows the payment before', async () => {
  const before = await till.pay('00 00 00 00 10 00');
  await bench.simulator.control({ do: 'loseApproval' });
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  await till.through('04 FF 01 4B');
  expect(await bench.settled()).toMatchObject({
    totalFils: 1_000,
    transactions: [{ status: 'stored' }, { status: 'reversed', amountFils: 7_850 }],
  });
  await till.send(COPY);
  expect(await till.through('04 0F')).toBe(before);
  await till.through('06 0F');
});

test('our ack never comes: reversed by itself', async () => {
  await till.approval();
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
});

test('abort after our ack: not kept, or kept where the terminal is told to be wicked', async () => {
  await bench.simulator.control({ do: 'abortAfterApproval', resultCode: 0xff });
  await till.approval();
  await till.send('80 00 00');
  expect(await till.through('06 1E')).toBe('06 1E 01 FF');
  expect((await bench.settled()).totalFils).toBe(0);
  await bench.simulator.control({ do: 'abortAfterApproval', stored: true });
  await till.approval();
  await till.send('80 00 00');
  await till.through('06 1E');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test('a swallowed command gets its ACK and nothing else; asked again it is answered', async () => {
  await bench.simulator.control({ do: 'noReply' });
  await till.send('05 01 00'); // the heartbeat does not use the mishap up
  await till.through('06 0F');
  await till.send(COPY);
  expect(await bench.simulator.control({ do: 'state' })).toMatchObject({
    operation: null,
    mishaps: {},
  });
  expect(till.port.unread).toEqual([]);
  await till.send(COPY);
  expect(await till.next()).toBe('80 00 00');
});

test('an approval sent twice counts once', async () => {
  await bench.simulator.control({ do: 'sendTwice' });
  const first = await till.approval();
  await till.send('80 00 00');
  expect((await till.until('04 0F')).found).toBe(first);
  await till.send('80 00 00');
  await till.through('06 0F');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test.each([
  ['unknownBmp', {}, /C7 01 02 06 1B/u],
  ['unknownBmp', { first: true }, /27 00 C7 01 02 04/u],
  ['fullPan', {}, /22 F0 F8 42 42 42 42 42 42 42 42/u],
  ['wrongAmount', {}, /04 00 00 00 00 78 51/u],
])('%s %j', async (name, options, pattern) => {
  await bench.simulator.control({ do: name, ...options });
  expect(await till.approval()).toMatch(pattern);
});
