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

const CLEAR = APPROVAL.replace('22 F0 F7 EE EE EE EE EE 30 71', '22 F0 F7 45 71 23 45 67 30 71');

test('a card number in clear goes nowhere; the technician hears that it came', async () => {
  const { terminal, far, transport, notices } = setStage();
  const chunks: Uint8Array[] = [];
  transport.onData((chunk) => chunks.push(chunk)); // after the driver: it finds the bytes wiped
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say(CLEAR);
  await far.expect(OK);
  await far.say(COMPLETION);
  const ended = await outcome;
  expect(ended).toEqual({ kind: 'confirmed', authorisation: { ...APPROVED, lastFour: null } });
  expect(notices).toEqual([{ kind: 'cardNumberNotMasked' }]);
  const everything = JSON.stringify([ended, hooks, notices]);
  expect(everything).not.toMatch(/45712345673071|3071/u);
  expect(chunks.length).toBeGreaterThan(0);
  expect(chunks.every((chunk) => chunk.every((byte) => byte === 0))).toBe(true);
});

test('in a repeat receipt as well', async () => {
  const { terminal, far, notices } = setStage();
  const last = terminal.lastTransaction(null);
  await far.expect('06 20 05 00 00 00 03 03');
  await far.say(OK);
  await far.say(CLEAR);
  await far.expect(OK);
  await far.say(COMPLETION);
  expect(await last).toMatchObject({ ok: true, value: { authorisation: { lastFour: null } } });
  expect(notices).toEqual([{ kind: 'cardNumberNotMasked' }]);
});
