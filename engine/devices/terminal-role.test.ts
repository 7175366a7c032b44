import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import { createMutex, type Mutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { scriptedTerminal, settle, type ScriptedTerminal } from '../testing/scripted-terminal.ts';
import { createTerminalRole, type TerminalRole } from './terminal-role.ts';

const HEARTBEAT_MS = 5_000;
let clock: FakeClock;
let stage: ScriptedTerminal;
let plugged: boolean;
let opens: number;
let closes: number;
let mutex: Mutex;
let role: TerminalRole;
const bugs: unknown[] = [];

beforeEach(async () => {
  clock = createFakeClock();
  stage = scriptedTerminal();
  plugged = true;
  opens = 0;
  closes = 0;
  mutex = createMutex();
  role = createTerminalRole({
    driver: 'zvt',
    clock,
    mutex,
    connect: () => {
      if (!plugged) return Promise.resolve(fail({ code: 'noSuchDevice', where: '', detail: '' }));
      opens += 1;
      const close = (): Promise<void> => {
        closes += 1;
        return Promise.resolve();
      };
      return Promise.resolve(ok({ ...stage.terminal, close }));
    },
    heartbeatMs: HEARTBEAT_MS,
    onBug: (cause) => bugs.push(cause),
  });
  await settle();
});
afterEach(async () => {
  await role.stop();
  expect(bugs).toEqual([]);
});
const later = async (ms = HEARTBEAT_MS): Promise<void> => {
  clock.advance(ms);
  await settle();
};

test('opened and registered, it is online', () => {
  expect(role.status()).toEqual({ state: 'online' });
  expect(role.terminal()).not.toBeNull();
});

test('one missed heartbeat is nothing; after two the link is closed and opened anew', async () => {
  stage.script.problem = 'noAnswer';
  await later();
  expect([role.status().state, closes]).toEqual(['online', 0]);
  await later();
  expect([role.status().state, closes]).toEqual(['offline', 1]);
  expect(role.terminal()).toBeNull();
  stage.script.problem = null;
  await later(1_000);
  await later(1_000);
  expect([role.status().state, opens]).toEqual(['online', 2]);
});

test('unplugged: no device, no terminal; plugged in again: online', async () => {
  plugged = false;
  stage.script.problem = 'linkLost';
  await later();
  await later(1_000);
  expect([role.status().state, role.terminal()]).toEqual(['noDevice', null]);
  plugged = true;
  stage.script.problem = null;
  await later(1_000);
  expect(role.status().state).toBe('online');
});

test.each([
  [0x9c, 'deviceBusy'],
  [0xe3, 'userError'],
  [0xdc, 'online'],
  [0xff, 'hardwareError'],
] as const)('terminal status %i is %s', async (terminalStatus, state) => {
  stage.script.terminalStatus = terminalStatus;
  await later();
  expect(role.status()).toEqual({ state });
});

test('a heartbeat waits for the operation that runs, and does not count as missed', async () => {
  let end = (): void => undefined;
  const operation = mutex(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  for (let i = 0; i < 10; i++) await later();
  expect([role.status().state, closes]).toEqual(['online', 0]);
  end();
  await operation;
  await settle();
  expect([role.status().state, closes]).toEqual(['online', 0]);
});

test('a suspect link is closed and begun anew', async () => {
  role.reconnect();
  await settle();
  expect([role.terminal(), closes]).toEqual([null, 1]);
  await later(1_000);
  expect([role.status().state, opens]).toEqual(['online', 2]);
});

test('it will not register at first: asked again on the same link', async () => {
  stage.script.problem = 'refused';
  role.reconnect();
  await settle();
  await later(1_000);
  for (let i = 0; i < 3; i++) await later(500);
  expect([role.status().state, opens]).toEqual(['offline', 2]);
  stage.script.problem = null;
  await later(500);
  expect([role.status().state, opens]).toEqual(['online', 2]);
});

test.each([
  [0x00, 'online', null],
  [0xdc, 'online', null],
  [0x9c, 'deviceBusy', null],
  [0xe1, 'userError', 'cardOut'],
  [0xf0, 'userError', 'endOfDay'],
  [0xb1, 'userError', 'endOfDay'],
  [0xc2, 'userError', 'diagnosis'],
  [0x51, 'userError', 'setUp'],
  [0xe2, 'hardwareError', 'technician'],
])('terminal status %i: %s, needs %s', async (terminalStatus, state, needs) => {
  stage.script.terminalStatus = terminalStatus;
  await later();
  expect([role.status().state, role.needs()]).toEqual([state, needs]);
});

test.each([0x6a, 0xf0])(
  'refused with %i, it sells no more until its day is closed',
  async (code) => {
    role.heard(code);
    expect([role.status().state, role.needs()]).toEqual(['userError', 'endOfDay']);
    await later();
    expect(role.status().state, 'whatever the heartbeat says').toBe('userError');
    role.dayClosed();
    await settle();
    expect([role.status().state, role.needs()]).toEqual(['online', null]);
  },
);

test('a card that was declined says nothing of the terminal', async () => {
  role.heard(0x05);
  await later();
  expect(role.status().state).toBe('online');
});

test('dropped: the link is closed without waiting for its turn, and opened anew', async () => {
  let finish = (): void => undefined;
  const running = mutex(() => new Promise<void>((resolve) => (finish = resolve)));
  role.drop();
  await settle();
  expect(closes).toBe(1);
  finish();
  await running;
  await settle();
  await later(1_000);
  expect([role.status().state, opens]).toEqual(['online', 2]);
});
