import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  COMMAND,
  COMPLETION,
  OK,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

test('our ACK of the approval was lost: the copy is ACKed, offered once and answered once', async () => {
  const { terminal, far } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.say(APPROVAL);
  makeDurable();
  await far.expect(OK);
  await far.expectNothing();
  expect(hooks.approvals).toHaveLength(1);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('our answer to the approval is not ACKed: it is sent again after T2, three times in all', async () => {
  const { terminal, far, clock } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  far.acks = 'nothing';
  await far.say(APPROVAL);
  await far.expect(OK);
  await clock.advance(4_900);
  await far.expectNothing();
  await clock.advance(200);
  await far.expect(OK);
  await far.say(APPROVAL); // the terminal repeats as well: it is a copy
  await far.expectNothing();
  await clock.advance(5_100);
  await far.expect(OK);
  await clock.advance(5_100);
  await far.expectNothing();
  expect(await outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'noAnswer' } });
  expect(hooks.approvals).toHaveLength(1);
});

test('its ACK of our answer was lost, but the Completion shows that it has it', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  far.acks = 'nothing';
  await far.say(APPROVAL);
  await far.expect(OK);
  far.acks = 'ack';
  await far.say(COMPLETION);
  await far.expect(OK);
  expect((await outcome).kind).toBe('confirmed');
});

test('its ACK of the command was lost: the answer shows that it has the command', async () => {
  const { terminal, far, clock } = setStage();
  far.acks = 'nothing';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  far.acks = 'ack';
  await far.say(OK);
  await clock.advance(20_000);
  await far.expectNothing();
  await far.say('06 1E 01 05');
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 5 });
});

test('two equal messages after another are two when our answer to the first was ACKed', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  for (let i = 0; i < 2; i++) {
    await far.say('04 FF 01 0E');
    await far.expect(OK);
  }
  expect(hooks.replies.filter(({ code }) => code === 0x0e)).toHaveLength(2);
  await far.say('06 1E 01 05');
  await outcome;
});

test('an equal approval after our answer was ACKed is answered equally and stored once', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  for (let i = 0; i < 3; i++) {
    await far.say(APPROVAL);
    await far.expect(OK);
  }
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
  expect(hooks.approvals).toHaveLength(1);
});
