import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  OK,
  recordingHooks,
  setStage,
  withLength,
} from './testing/scripted-terminal.ts';

test.each([
  ['another amount', APPROVAL.replace('78 50', '78 51')],
  ['a tip on top', APPROVAL.replace('78 50', '88 50')],
  ['another currency', APPROVAL.replace('49 00 48', '49 09 78')],
  ['no amount', withLength(0x040f, '27 00 0B 00 42 17')],
  ['an amount behind a BMP nobody knows', withLength(0x040f, '27 00 CE 04 00 00 00 00 78 50')],
  ['no result code', withLength(0x040f, '04 00 00 00 00 78 50 49 00 48')],
  ['a host code hidden behind 00', withLength(0x040f, '27 00 04 00 00 00 00 78 50 A0 A1')],
])('%s: answered 84 9A, offered to nobody, declined by the abort', async (_, approval) => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(approval);
  await far.expect('84 9A 00');
  await far.say('06 1E 01 6C');
  await far.expect(OK);
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 0x6c });
  expect(hooks.approvals).toEqual([]);
});

test('a Completion although we refused: in doubt', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL.replace('78 50', '78 51'));
  await far.expect('84 9A 00');
  await far.say('06 0F 00');
  expect(await outcome).toMatchObject({ kind: 'inDoubt', authorisation: null });
});

test('a currency that was left out is no difference', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(withLength(0x040f, '27 00 04 00 00 00 00 78 50 0B 00 42 17 87 01 19'));
  await far.expect(OK);
  await far.say('06 0F 00');
  expect(await outcome).toMatchObject({
    kind: 'confirmed',
    authorisation: { trace: '004217', receiptNumber: '0119', scheme: '', lastFour: null },
  });
});

test('what the engine refuses is reversed by the terminal', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(
    AMOUNT,
    recordingHooks(() => Promise.resolve('refuse')),
  );
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
  await far.say('04 0F 02 27 6C');
  await far.expect(OK);
  await far.say('06 1E 01 6C');
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 0x6c });
});

test('a Completion although the engine refused: in doubt, with what it was', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(
    AMOUNT,
    recordingHooks(() => Promise.resolve('refuse')),
  );
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
  await far.say('06 0F 00');
  expect(await outcome).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'malformed' },
    authorisation: { trace: '004217' },
  });
});
