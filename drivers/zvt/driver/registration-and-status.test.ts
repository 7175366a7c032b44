import { expect, test } from 'vitest';
import { OK, setStage } from './testing/scripted-terminal.ts';

const REGISTRATION = '06 00 0E 00 00 00 3E 00 48 06 06 26 04 0A 02 04 01';
const STATUS = '05 01 05 00 00 00 03 02';

test('registration tells the terminal id', async () => {
  const { terminal, far } = setStage();
  const registered = terminal.register();
  await far.expect(REGISTRATION);
  await far.say(OK);
  await far.say('06 0F 0A 19 00 29 40 00 12 34 49 00 48');
  await far.expect(OK);
  expect(await registered).toEqual({ ok: true, value: { terminalId: '40001234' } });
});

test('a terminal that tells nothing of itself', async () => {
  const { terminal, far } = setStage();
  const registered = terminal.register();
  await far.expect(REGISTRATION);
  await far.say(OK);
  await far.say('06 0F 00');
  expect(await registered).toEqual({ ok: true, value: { terminalId: null } });
});

test('a terminal that does not take dinars', async () => {
  for (const reply of ['84 1E 03 6F 09 78', '84 6F 00', '06 1E 03 6F 09 78']) {
    const { terminal, far } = setStage();
    const registered = terminal.register();
    await far.expect(REGISTRATION);
    await far.say(reply);
    expect(await registered).toEqual({ ok: false, error: { code: 'refused', resultCode: 0x6f } });
  }
  const { terminal, far } = setStage();
  const registered = terminal.register();
  await far.expect(REGISTRATION);
  await far.say(OK);
  await far.say('06 0F 03 49 09 78');
  expect(await registered).toEqual({ ok: false, error: { code: 'refused', resultCode: 0x6f } });
});

test.each([
  ['06 0F 01 00', { ok: true, value: { terminalStatus: 0 } }],
  ['06 0F 01 DC', { ok: true, value: { terminalStatus: 0xdc } }],
  ['06 0F 07 F0 F0 F3 31 2E 30 51', { ok: true, value: { terminalStatus: 0x51 } }],
  ['06 0F 00', { ok: false, error: { code: 'malformed', resultCode: null } }],
  ['06 1E 01 C1', { ok: false, error: { code: 'refused', resultCode: 0xc1 } }],
])('status %s', async (completion, expected) => {
  const { terminal, far } = setStage();
  const status = terminal.status();
  await far.expect(STATUS);
  await far.say(OK);
  await far.say('04 FF 01 C9'); // a time-controlled event runs first
  await far.expect(OK);
  await far.say('04 01 08 AA 26 11 22 0C 18 30 00');
  await far.expect(OK);
  await far.say(completion);
  await far.expect(OK);
  expect(await status).toEqual(expected);
});

test('a dead line: three sendings, then no answer', async () => {
  const { terminal, far, clock } = setStage();
  far.acks = 'nothing';
  const status = terminal.status();
  await clock.advance(25_000);
  for (let i = 0; i < 3; i++) await far.expect(STATUS);
  await far.expectNothing();
  expect(await status).toEqual({ ok: false, error: { code: 'noAnswer', resultCode: null } });
});
