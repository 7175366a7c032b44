import { expect, test } from 'vitest';
import {
  APPROVAL,
  APPROVED,
  COMPLETION,
  OK,
  setStage,
  withLength,
} from './testing/scripted-terminal.ts';

const COMMAND = '06 20 05 00 00 00 03 03';

test('the copy of the last payment', async () => {
  const { terminal, far } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  await far.expect(OK);
  expect(await last).toEqual({
    ok: true,
    value: { authorisation: APPROVED, resultCode: 0, originalTrace: null },
  });
});

test('the copy of a reversal names the trace it reversed', async () => {
  const { terminal, far } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(OK);
  const reversal = '27 00 04 00 00 00 00 78 50 0B 00 42 18 37 00 42 17 49 00 48 87 01 20';
  await far.say(withLength(0x040f, reversal));
  await far.expect(OK);
  await far.say(COMPLETION);
  expect(await last).toMatchObject({ ok: true, value: { originalTrace: '004217' } });
});

test('a Completion without a copy: it remembers none', async () => {
  const { terminal, far } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say(COMPLETION);
  expect(await last).toEqual({ ok: true, value: null });
});

test.each([
  ['84 83 00', []],
  ['06 1E 01 83', [0x83]], // in place of the answer: a locked terminal does that too
])('%s in place of an answer is a refusal, not an empty memory', async (reply, codes) => {
  const { terminal, far } = setStage({ nothingStoredCodes: codes });
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(reply);
  expect(await last).toEqual({ ok: false, error: { code: 'refused', resultCode: 0x83 } });
});

test('an abort after the answer means an empty memory only where the make is known to mean it', async () => {
  for (const [codes, expected] of [
    [[], { ok: false, error: { code: 'refused', resultCode: 0x83 } }],
    [[0x83], { ok: true, value: null }],
  ] as const) {
    const { terminal, far } = setStage({ nothingStoredCodes: codes });
    const last = terminal.lastTransaction(null);
    await far.expect(COMMAND);
    await far.say(OK);
    await far.say('06 1E 01 83');
    await far.expect(OK);
    expect(await last).toEqual(expected);
  }
});

test('the copy came, its Completion did not: the copy counts', async () => {
  const { terminal, far, transport } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say(APPROVAL);
  await far.expect(OK);
  transport.unplug();
  expect(await last).toMatchObject({ ok: true, value: { resultCode: 0 } });
});

test('a copy without an amount cannot be used', async () => {
  const { terminal, far } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say(withLength(0x040f, '27 00 0B 00 42 17'));
  await far.expect(OK);
  await far.say(COMPLETION);
  expect(await last).toEqual({ ok: false, error: { code: 'malformed', resultCode: null } });
});

test('silence', async () => {
  const { terminal, far, clock } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await clock.advance(5_000);
  expect(await last).toEqual({ ok: false, error: { code: 'noAnswer', resultCode: null } });
});

test('an approval of an older sequence before the answer is refused, and is not the copy', async () => {
  const { terminal, far } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect(COMMAND);
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
  await far.say('80 00 00');
  await far.say(COMPLETION);
  expect(await last).toEqual({ ok: true, value: null });
});
