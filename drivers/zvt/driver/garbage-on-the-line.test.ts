import { expect, test } from 'vitest';
import { encodeFrame } from '../codec/frame.ts';
import { fromHex } from '../codec/testing/hex.ts';
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

test('noise between frames is skipped', async () => {
  const { terminal, far } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.raw(fromHex('FF 00 7F 33 03 10 99 15 06 41'));
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.raw(fromHex('00 00 06 15'));
  await far.say(COMPLETION);
  expect(await outcome).toEqual({ kind: 'confirmed', authorisation: APPROVED });
});

test('a frame with a wrong byte is NAKed and not heard; its repeat is', async () => {
  const { terminal, far } = setStage();
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  const broken = encodeFrame(fromHex(APPROVAL));
  broken[10] = (broken[10] ?? 0) ^ 0x40;
  await far.raw(broken);
  expect(far.naks()).toBe(1);
  expect(hooks.approvals).toEqual([]);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test.each([3, 20, 50, 90])('a frame cut after %i bytes is NAKed after T1', async (length) => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.raw(encodeFrame(fromHex(APPROVAL)).subarray(0, length));
  await clock.advance(150);
  expect(far.naks()).toBe(0);
  await clock.advance(150);
  expect(far.naks()).toBe(1);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('a frame byte by byte, each within T1, is one frame', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  for (const byte of encodeFrame(fromHex(APPROVAL))) {
    await far.raw(Uint8Array.of(byte));
    await clock.advance(190);
  }
  expect(far.naks()).toBe(0);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('a flood of garbage ends no payment and holds nothing up', async () => {
  const { terminal, far, clock } = setStage();
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await acceptCommand(far);
  await far.raw(fromHex('10 02'));
  await far.raw(new Uint8Array(200_000));
  await clock.advance(300);
  await far.say(APPROVAL);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('a stray ACK or NAK while nothing is sent means nothing', async () => {
  const { terminal, far } = setStage();
  await far.raw(fromHex('06 15 15 06'));
  await far.expectNothing();
  const status = terminal.status();
  await far.expect('05 01 05 00 00 00 03 02');
  await far.say(OK);
  await far.say('06 0F 01 00');
  expect((await status).ok).toBe(true);
});
