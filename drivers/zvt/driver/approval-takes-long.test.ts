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

test('not durable within 4 s: 84 9C, and the repeated approval is answered when it is', async () => {
  const { terminal, far, clock } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await clock.advance(3_900);
  await far.expectNothing();
  await clock.advance(200);
  await far.expect('84 9C 00');
  await clock.advance(2_000);
  await far.say(APPROVAL);
  await clock.advance(4_000);
  await far.expect('84 9C 00');
  await clock.advance(1_000);
  makeDurable();
  await far.expectNothing(); // nobody is asking now
  await clock.advance(1_000);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect(await outcome).toEqual({ kind: 'confirmed', authorisation: APPROVED });
  expect(hooks.approvals).toHaveLength(1);
});

test('the terminal gives up waiting and reverses: not charged, told once the hook is through', async () => {
  const { terminal, far, clock } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await clock.advance(4_000);
  await far.expect('84 9C 00');
  await far.say('04 0F 02 27 6C');
  await far.expect(OK);
  await far.say('06 1E 01 6C');
  await far.expect(OK);
  makeDurable();
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x6c });
});

test('the terminal went on before we answered: the late yes is not sent as an answer to that', async () => {
  const { terminal, far } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.say('06 1E 01 05');
  makeDurable();
  await far.expect(OK); // to the abort, and only to it
  await far.expectNothing();
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 5 });
});
