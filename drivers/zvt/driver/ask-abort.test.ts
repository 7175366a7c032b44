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

const ABORT = '06 B0 00';

test('the terminal agrees: cancelled only by its 06 1E', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await terminal.askAbort();
  await far.expect(ABORT);
  await far.say(OK);
  await far.say('04 0F 02 27 6C');
  await far.expect(OK);
  await far.say('06 1E 01 6C');
  await far.expect(OK);
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x6c });
});

test.each([
  ['refuses', '84 83 00'],
  ['is silent', null],
])('the terminal %s: the payment goes on to its end', async (_, answer) => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await terminal.askAbort();
  await far.expect(ABORT);
  if (answer !== null) await far.say(answer);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('not even ACKed, the approval crosses it: the approval is answered at once', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  far.acks = 'nothing';
  await terminal.askAbort();
  await far.expect(ABORT);
  far.acks = 'ack';
  await far.say(APPROVAL);
  await far.expect(OK);
  await clock.advance(20_000);
  await far.expectNothing(); // and the question is not repeated
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('asked before the command was answered: sent once it was', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  await terminal.askAbort();
  await far.expectNothing();
  await far.say(OK);
  await far.expect(ABORT);
  await far.say('06 1E 01 6C');
  expect((await outcome).kind).toBe('cancelled');
});

test('after an approval it is too late to ask', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await terminal.askAbort();
  await far.expectNothing();
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('while nothing runs it asks nobody', async () => {
  const { terminal, far } = setStage();
  await terminal.askAbort();
  await far.expectNothing();
});
