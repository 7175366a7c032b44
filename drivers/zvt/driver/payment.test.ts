import { expect, test } from 'vitest';
import { authorisationSchema } from '../../../contract/payment.ts';
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

test('a payment is approved, made durable, acknowledged and completed, in this order', async () => {
  const { terminal, far } = setStage();
  let makeDurable = (): void => undefined;
  const hooks = recordingHooks(
    () => new Promise((resolve) => (makeDurable = () => resolve('accept'))),
  );
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say('04 FF 01 04');
  await far.expect(OK);
  await far.say(APPROVAL);
  await far.expectNothing(); // not before it is durable
  makeDurable();
  await far.expect(OK);
  await far.say('04 FF 01 4B');
  await far.expect(OK);
  await far.say(COMPLETION);
  await far.expect(OK);

  expect(await outcome).toEqual({ kind: 'confirmed', authorisation: APPROVED });
  expect(authorisationSchema.parse(APPROVED)).toEqual(APPROVED);
  expect(hooks.approvals).toEqual([APPROVED]);
  expect(hooks.prompts).toEqual(['presentCard', 'processing', 'takeCard']);
  expect(hooks.replies).toEqual([
    { kind: 'answer', code: 0 },
    { kind: 'intermediateStatus', code: 0x0a },
    { kind: 'intermediateStatus', code: 0x04 },
    { kind: 'statusInformation', code: 0 },
    { kind: 'intermediateStatus', code: 0x4b },
    { kind: 'completion', code: null },
  ]);
});

test('a second operation meanwhile is answered busy, and nothing of it is sent', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  const busy = { code: 'busy', resultCode: null };
  expect(await terminal.status()).toEqual({ ok: false, error: busy });
  expect(await terminal.lastTransaction(null)).toEqual({ ok: false, error: busy });
  expect(await terminal.register()).toEqual({ ok: false, error: busy });
  expect(await terminal.authorise(AMOUNT, recordingHooks())).toEqual({
    kind: 'notSent',
    problem: busy,
  });
  await far.expectNothing();
  await far.say('06 1E 01 6C');
  expect((await outcome).kind).toBe('cancelled');
});

test('a wrong PIN is retried within the same payment; the last status counts', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say('04 0F 02 27 37');
  await far.expect(OK);
  await far.say('04 FF 01 01');
  await far.expect(OK);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  await far.expect(OK);
  expect((await outcome).kind).toBe('confirmed');
  expect(hooks.prompts).toEqual(['presentCard', 'wrongPin', 'watchReader']);
});

test('several approvals: the last one before the Completion counts', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(APPROVAL.replace('0B 00 42 17', '0B 00 42 18'));
  await far.expect(OK);
  await far.say(COMPLETION);
  expect(await outcome).toEqual({
    kind: 'confirmed',
    authorisation: { ...APPROVED, trace: '004218' },
  });
  expect(hooks.approvals).toHaveLength(2);
});

test('receipt text that nobody asked for is acknowledged and dropped', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say('06 D1 05 40 42 45 4C 45');
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('an unknown command of the terminal is answered 84 83 00, and the payment goes on', async () => {
  const { terminal, far, notices } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.say('04 0E 00');
  await far.expect('84 83 00');
  await far.say('06 1E 01 05');
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 5 });
  expect(notices).toEqual([{ kind: 'unknownCommand', control: 0x040e }]);
});

test('the command goes out as the digest has it, once', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  await far.say('84 9C 00');
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 0x9c });
  await far.expectNothing();
});
