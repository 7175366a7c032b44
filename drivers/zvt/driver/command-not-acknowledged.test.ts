import { expect, test } from 'vitest';
import {
  AMOUNT,
  APPROVED,
  COMMAND,
  OK,
  recordingHooks,
  setStage,
} from './testing/scripted-terminal.ts';

test('silence at all three sendings: only its ACKs may be lost, so it is in doubt', async () => {
  const { terminal, far, clock } = setStage();
  far.acks = 'nothing';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  for (let i = 0; i < 3; i++) {
    await far.expect(COMMAND);
    await far.expectNothing();
    await clock.advance(5_100);
  }
  await far.expectNothing();
  await clock.advance(5_000); // an answer could still come, and would show it
  expect(await outcome).toEqual({
    kind: 'inDoubt',
    problem: { code: 'noAnswer', resultCode: null },
    authorisation: null,
  });
});

test('NAK at all three sendings, then silence: a NAKed frame is not processed, so it was not sent', async () => {
  const { terminal, far, clock } = setStage();
  far.acks = 'nak';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  for (let i = 0; i < 3; i++) await far.expect(COMMAND);
  await far.expectNothing();
  await clock.advance(5_000);
  expect(await outcome).toEqual({
    kind: 'notSent',
    problem: { code: 'noAnswer', resultCode: null },
  });
});

test('three NAKs that were noise: the answer shows that it has the command', async () => {
  const { terminal, far } = setStage();
  far.acks = 'nak';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  for (let i = 0; i < 3; i++) await far.expect(COMMAND);
  far.acks = 'ack';
  await far.say(OK);
  await far.say('06 1E 01 6C');
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x6c });
});

test('two NAKs and a silence prove nothing', async () => {
  const { terminal, far, clock } = setStage();
  far.acks = 'nak';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  far.acks = 'nothing';
  await far.expect(COMMAND);
  await clock.advance(5_100);
  far.acks = 'nak';
  await far.expect(COMMAND);
  await clock.advance(20_000);
  expect((await outcome).kind).toBe('inDoubt');
});

test('a NAK, then it goes through', async () => {
  const { terminal, far } = setStage();
  far.acks = 'nothing';
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await far.expect(COMMAND);
  far.acks = 'ack';
  await far.raw(Uint8Array.of(0x15));
  await far.expect(COMMAND);
  await far.say('06 1E 01 05'); // in place of the first answer (digest §11)
  await far.expect(OK);
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 5 });
});

test('nothing left this machine: not sent', async () => {
  const { terminal, far, transport } = setStage();
  transport.failWrites({ code: 'notSent', reason: 'notOpen' });
  const problem = { code: 'notConnected', resultCode: null };
  expect(await terminal.authorise(AMOUNT, recordingHooks())).toEqual({ kind: 'notSent', problem });
  expect(await terminal.status()).toEqual({ ok: false, error: problem });
  const reversal = { ...recordingHooks(), onReversal: () => Promise.resolve() };
  expect(await terminal.reverse(APPROVED, reversal)).toEqual({ kind: 'notSent', problem });
  await far.expectNothing();
});

test('the write failed, some of it may have left: in doubt', async () => {
  const { terminal, transport } = setStage();
  transport.failWrites({ code: 'maybeSent', reason: 'io' });
  expect(await terminal.authorise(AMOUNT, recordingHooks())).toEqual({
    kind: 'inDoubt',
    problem: { code: 'linkLost', resultCode: null },
    authorisation: null,
  });
});
