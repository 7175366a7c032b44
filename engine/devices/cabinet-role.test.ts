import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import type { Cabinet, CabinetStatus } from '../../drivers/cabinet.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createCabinetRole, type CabinetRole } from './cabinet-role.ts';

const REOPEN_MS = 1_000;
const calm: CabinetStatus = {
  state: 'online',
  door: 'closed',
  keySwitch: 'off',
  tampered: false,
  power: 'mains',
  headset: false,
};
let clock: FakeClock;
let role: CabinetRole;
let plugged: boolean;
let status: CabinetStatus;
let say: (next: CabinetStatus) => void;
let unplug: () => void;
let lit: string[];
const bugs: unknown[] = [];

const board = (): Cabinet => {
  const listeners = new Set<(status: CabinetStatus) => void>();
  say = (next) => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  return {
    get status() {
      return status;
    },
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setLight: (light, mode) => {
      lit.push(`${light} ${mode}`);
      return Promise.resolve(ok(undefined));
    },
    clearTamper: () => Promise.resolve(ok(undefined)),
    close: () => Promise.resolve(),
  };
};

beforeEach(async () => {
  clock = createFakeClock();
  plugged = true;
  status = calm;
  lit = [];
  role = createCabinetRole({
    clock,
    connect: () => {
      if (!plugged) return Promise.resolve(fail({ code: 'noSuchDevice', where: '', detail: '' }));
      const closed = new Promise<void>((resolve) => (unplug = resolve));
      return Promise.resolve(ok({ device: board(), closed }));
    },
    reopenMs: REOPEN_MS,
    onBug: (cause) => bugs.push(cause),
  });
  await settle();
});
afterEach(async () => {
  await role.stop();
  expect(bugs).toEqual([]);
});
const later = async (): Promise<void> => {
  clock.advance(REOPEN_MS);
  await settle();
};

test('what the board senses comes through, with a call for each change', () => {
  const seen: (string | null)[] = [];
  role.onChange(() => seen.push(role.status().power));
  say({ ...calm, power: 'battery' });
  say({ ...calm, power: 'mains' });
  expect(seen).toEqual(['battery', 'mains']);
});

test('the board away: nothing is known of door or power, and a light cannot be set', async () => {
  plugged = false;
  unplug();
  await settle();
  await later();
  expect(role.status()).toEqual({
    state: 'noDevice',
    door: null,
    keySwitch: null,
    tampered: null,
    power: null,
    headset: null,
  });
  expect(await role.setLight('card', 'on')).toEqual({ ok: false, error: { code: 'notConnected' } });
  expect(await role.clearTamper()).toEqual({ ok: false, error: { code: 'notConnected' } });
});

test('a board that comes back shows the lights that it should, once it is well', async () => {
  expect(await role.setLight('card', 'blink')).toEqual(ok(undefined));
  plugged = false;
  unplug();
  await settle();
  expect((await role.setLight('status', 'on')).ok).toBe(false);
  lit = [];
  plugged = true;
  status = { ...calm, state: 'offline' };
  await later();
  expect(lit).toEqual([]);
  say(calm);
  say({ ...calm, door: 'open' });
  expect(lit).toEqual(['card blink', 'status on']);
});
