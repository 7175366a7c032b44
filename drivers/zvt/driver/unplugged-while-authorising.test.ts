import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  APPROVED,
  COMMAND,
  COMPLETION,
  OK,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

const linkLost = { code: 'linkLost', resultCode: null };

test('after the command, before its answer', async () => {
  const { terminal, far, transport } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  transport.unplug();
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: linkLost, authorisation: null });
});

test('while a card is awaited', async () => {
  const { terminal, far, transport } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  transport.unplug();
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: linkLost, authorisation: null });
});

test('while the approval is made durable: in doubt, told only once the hook is through', async () => {
  const { terminal, far, transport } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  transport.unplug();
  let told = false;
  void outcome.then(() => (told = true));
  await far.expectNothing();
  expect(told).toBe(false);
  makeDurable();
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: linkLost, authorisation: APPROVED });
});

test('after the acknowledged approval', async () => {
  const { terminal, far, transport } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  transport.unplug();
  expect(await outcome).toEqual({ kind: 'inDoubt', problem: linkLost, authorisation: APPROVED });
});

test('the Completion came in the last moment: confirmed, although our answer to it is lost', async () => {
  const { terminal, far, transport } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  far.acks = 'nothing';
  await far.say(COMPLETION);
  transport.unplug();
  expect(await outcome).toEqual({ kind: 'confirmed', authorisation: APPROVED });
});

test('afterwards nothing is sent any more', async () => {
  const { terminal, transport } = setStage();
  transport.unplug();
  expect(await terminal.authorise(AMOUNT, recordingHooks())).toEqual({
    kind: 'notSent',
    problem: { code: 'notConnected', resultCode: null },
  });
});

test('closed from our side while a payment runs: in doubt', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await terminal.close();
  expect((await outcome).kind).toBe('inDoubt');
});
