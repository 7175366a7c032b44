import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  APPROVED,
  COMMAND,
  OK,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

const noAnswer = { code: 'noAnswer', resultCode: null };

test('the command is ACKed but never answered: in doubt after T3, nothing is sent again', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  await clock.advance(5_000);
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: noAnswer, authorisation: null });
  await far.expectNothing();
});

test('the Completion never comes: in doubt after T4, with the approval that was acknowledged', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await clock.advance(180_000);
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: noAnswer, authorisation: APPROVED });
});

test('the approval never comes: in doubt after T4, without one', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await clock.advance(180_000);
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: noAnswer, authorisation: null });
});

test('every intermediate status restarts T4, and may carry a new one', async () => {
  const { terminal, far, clock } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await clock.advance(179_000);
  await far.say('04 FF 02 04 10'); // ten minutes, in BCD
  await far.expect(OK);
  await clock.advance(599_000);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say('06 0F 00');
  expect((await outcome).kind).toBe('confirmed');
});

test('an approval that comes after T3 was given up is in no journal: refused, so that it is reversed', async () => {
  const { terminal, far, clock } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await far.expect(COMMAND);
  await clock.advance(5_000);
  expect((await outcome).kind).toBe('inDoubt');
  await far.say(OK);
  await far.say('04 FF 01 0A');
  await far.expect(OK);
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
  await far.say('06 1E 01 6C');
  await far.expect(OK);
  expect(hooks.approvals).toEqual([]);
});

test('an approval that was acknowledged is acknowledged again when it comes after T4', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await clock.advance(180_000);
  expect((await outcome).kind).toBe('inDoubt');
  await far.say(APPROVAL);
  await far.expect(OK);
});

test('a reply 84 xx to 06 B0 arriving late is no answer to anything', async () => {
  const { terminal, far } = setStage();
  await far.say('84 83 00');
  await far.expectNothing();
  const status = terminal.status();
  await far.expect('05 01 05 00 00 00 03 02');
  await far.say(OK);
  await far.say('06 0F 01 00');
  expect(await status).toEqual({ ok: true, value: { terminalStatus: 0 } });
});

test('but not once something else was asked: its answer would no longer be true', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await clock.advance(180_000);
  expect((await outcome).kind).toBe('inDoubt');
  const last = terminal.lastTransaction(null);
  await far.expect('06 20 05 00 00 00 03 03');
  await far.say(OK);
  await far.say('06 0F 00');
  expect(await last).toEqual({ ok: true, value: null });
  await far.expect(OK);
  await far.say(APPROVAL);
  await far.expect('84 9A 00');
});
