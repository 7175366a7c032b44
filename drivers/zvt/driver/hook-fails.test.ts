import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  APPROVED,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

test('the approval cannot be made durable: it is not answered, and in doubt', async () => {
  const { terminal, far, notices } = setStage();
  const disk = new Error('disk full');
  const outcome = terminal.authorise(
    AMOUNT,
    recordingHooks(() => Promise.reject(disk)),
  );
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expectNothing();
  expect(await outcome).toMatchObject({ kind: 'inDoubt', authorisation: APPROVED });
  expect(notices).toEqual([{ kind: 'hookFailed', error: disk }]);

  await far.say('04 FF 01 05'); // the terminal lives on, and is answered
  await far.expect('80 00 00');
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
});

test('a reply cannot be journalled: it is not answered, and in doubt', async () => {
  const { terminal, far, notices } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, {
    ...hooks,
    onReply: (reply) => {
      if (reply.kind === 'statusInformation') throw new Error('journal closed');
    },
  });
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expectNothing();
  expect(await outcome).toMatchObject({ kind: 'inDoubt', authorisation: null });
  expect(hooks.approvals).toEqual([]);
  expect(notices).toHaveLength(1);
});
