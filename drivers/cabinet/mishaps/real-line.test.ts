/** The driver on a real line to the simulated board, a process of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../contract/clock.ts';
import type { Cabinet, CabinetStatus } from '../../cabinet.ts';
import { Heard, SimulatedLine } from '../../transport/testing/simulated-line.ts';
import { createCabinet } from '../driver/cabinet.ts';

const MAIN = new URL('../simulator/main.ts', import.meta.url);
let line: SimulatedLine;
let cabinet: Cabinet;
let heard: Heard<CabinetStatus>;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(MAIN);
  cabinet = createCabinet({ transport: await line.open(), clock: systemClock });
  heard = new Heard<CabinetStatus>();
  cabinet.onStatus(heard.listen);
  await heard.until(({ state }) => state === 'online');
});
afterEach(async () => {
  await cabinet.close();
  await line.end();
});

const lights = async (): Promise<unknown> => (await line.control({ do: 'state' }))['lights'];

test('door, key, tamper, mains and headset are told as they change', async () => {
  expect(cabinet.status).toEqual({
    state: 'online',
    door: 'closed',
    keySwitch: 'off',
    tampered: false,
    power: 'mains',
    headset: false,
  });
  await line.control({ do: 'door', state: 'open' });
  await heard.until(({ door }) => door === 'open');
  await line.control({ do: 'key', state: 'on' });
  await heard.until(({ keySwitch }) => keySwitch === 'on');
  await line.control({ do: 'headset', in: true });
  await heard.until(({ headset }) => headset === true);
  await line.control({ do: 'power', state: 'battery' });
  await heard.until(({ power }) => power === 'battery');
  await line.control({ do: 'power', state: 'low' });
  await heard.until(({ power }) => power === 'batteryLow');
});

test('a tamper alarm stays until a technician clears it, and longer while its cause lasts', async () => {
  await line.control({ do: 'tamper', lasts: true });
  await heard.until(({ tampered }) => tampered === true);
  expect(await cabinet.clearTamper()).toEqual({ ok: false, error: { code: 'refused' } });
  expect(cabinet.status.tampered).toBe(true);
  await line.control({ do: 'tamper' });
  expect((await cabinet.clearTamper()).ok).toBe(true);
  expect(cabinet.status.tampered).toBe(false);
});

test('lights do as they are told, a lost answer or a bad checksum notwithstanding', async () => {
  expect((await cabinet.setLight('card', 'blink')).ok).toBe(true);
  await line.control({ do: 'loseAnswer' });
  expect((await cabinet.setLight('receipt', 'on')).ok).toBe(true);
  await line.control({ do: 'badChecksum' });
  expect((await cabinet.setLight('scanner', 'on')).ok).toBe(true);
  expect(await lights()).toEqual({ card: 'blink', receipt: 'on', scanner: 'on', status: 'off' });
});

test('noise, and a frame broken off by the next, are passed over', async () => {
  await line.control({ do: 'garbage', hex: '00ff2a2121452053544154450a21452053' });
  await line.control({ do: 'door', state: 'open' });
  await heard.until(({ door }) => door === 'open');
  expect(heard.all.every(({ state }) => state === 'online')).toBe(true);
});

test('a board that starts anew is seen to, though nothing closed', async () => {
  await line.control({ do: 'reboot' });
  await heard.until(({ state }) => state === 'offline');
  heard.all.length = 0;
  await heard.until(({ state }) => state === 'online');
});

test('a silent board is offline though its port stands, and comes back', async () => {
  await line.control({ do: 'silence', on: true });
  await heard.until(({ state }) => state === 'offline');
  heard.all.length = 0;
  await line.control({ do: 'silence', on: false });
  await heard.until(({ state }) => state === 'online');
});

test('a pulled cable is no device', async () => {
  await line.control({ do: 'unplug' });
  await heard.until(({ state }) => state === 'noDevice');
  expect(await cabinet.setLight('card', 'on')).toEqual({
    ok: false,
    error: { code: 'notConnected' },
  });
});
