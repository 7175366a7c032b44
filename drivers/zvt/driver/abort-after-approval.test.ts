import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  APPROVED,
  COMPLETION,
  OK,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

test('06 1E after an acknowledged approval is in doubt, never declined', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say('06 1E 01 6C');
  await far.expect(OK);
  expect(await outcome).toEqual({
    kind: 'inDoubt',
    problem: { code: 'refused', resultCode: 0x6c },
    authorisation: APPROVED,
  });
});

test('auto-reversal shown after the approval, then 06 1E: in doubt', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say('04 FF 01 45');
  await far.expect(OK);
  await far.say('06 1E 01 05');
  expect((await outcome).kind).toBe('inDoubt');
  expect(hooks.prompts).toContain('reversing');
});

test('a failed status after the acknowledged approval, then 06 0F: in doubt', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say('04 0F 02 27 05');
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('inDoubt');
});

test('a Completion without any status is no proof of anything', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(COMPLETION);
  await far.expect(OK);
  expect(await outcome).toMatchObject({ kind: 'inDoubt', authorisation: null });
});

test.each([
  ['06 1E 01 6C', { kind: 'cancelled', resultCode: 0x6c }],
  ['06 1E 01 05', { kind: 'declined', resultCode: 5 }],
  ['06 1E 03 6F 09 78', { kind: 'declined', resultCode: 0x6f }],
])('%s before any approval: not charged', async (abort, expected) => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(abort);
  await far.expect(OK);
  expect(await outcome).toEqual(expected);
});
