import { expect, test } from 'vitest';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import type { Place } from './places.ts';
import { rebound } from './rebind.ts';

const place = (id: string, kind: Place['kind'], boundTo: DeviceRoleName[]): Place => ({
  kind,
  place: id,
  plugged: {
    id,
    kind,
    name: id,
    likely: [],
    keyboardMode: false,
    boundTo,
    fits:
      kind === 'serial'
        ? ['terminal', 'printer', 'scanner', 'idReader', 'cabinet']
        : ['scanner', 'magstripe'],
  },
});

const text = JSON.stringify({
  ...stageConfig('/data'),
  devices: {
    terminal: { driver: 'zvt', transport: 'serial', path: '/dev/t', nothingStoredCodes: [131] },
    printer: {
      driver: 'escpos',
      transport: 'serial',
      path: '/dev/s',
      baudRate: 115_200,
      rollMetres: 60,
    },
    scanner: { driver: 'scanner', transport: 'serial', path: '/dev/p', baudRate: 9_600 },
  },
});
const places = [
  place('/dev/t', 'serial', ['terminal']),
  place('/dev/s', 'serial', ['printer']),
  place('/dev/p', 'serial', ['scanner']),
  place('/dev/free', 'serial', []),
  place('/dev/hid', 'hid', []),
];
const devicesOf = (result: ReturnType<typeof rebound>): Record<string, unknown> => {
  if (!result.ok) throw new Error(result.error);
  return (JSON.parse(result.value.text) as { devices: Record<string, unknown> }).devices;
};

test('two swapped devices change places, each with its own speed and settings', () => {
  const result = rebound(text, { role: 'printer', place: '/dev/p' }, places);
  expect(devicesOf(result)).toMatchObject({
    printer: { path: '/dev/p', baudRate: 115_200, rollMetres: 60 },
    scanner: { path: '/dev/s', baudRate: 9_600 },
    terminal: { path: '/dev/t', nothingStoredCodes: [131] },
  });
  expect(result.ok && result.value.roles).toEqual(['printer', 'scanner']);
});

test('a role moves to another kind of place, and speed and model are set', () => {
  expect(
    devicesOf(rebound(text, { role: 'scanner', place: '/dev/hid' }, places))['scanner'],
  ).toEqual({
    driver: 'scanner',
    transport: 'hid',
    path: '/dev/hid',
  });
  const set = {
    role: 'printer',
    place: '/dev/free',
    baudRate: 19_200,
    profile: 'star-tsp',
  } as const;
  expect(devicesOf(rebound(text, set, places))['printer']).toMatchObject({
    path: '/dev/free',
    baudRate: 19_200,
    profile: 'star-tsp',
  });
});

test('a role that would have nowhere to go keeps its device', () => {
  const onHid = JSON.parse(text) as { devices: Record<string, unknown> };
  onHid.devices['scanner'] = { driver: 'scanner', transport: 'hid', path: '/dev/hid' };
  const held = [place('/dev/s', 'serial', ['printer']), place('/dev/hid', 'hid', ['scanner'])];
  const result = rebound(JSON.stringify(onHid), { role: 'scanner', place: '/dev/s' }, held);
  expect(result).toEqual({ ok: false, error: 'doesNotFit' });
});

test('a role that nothing played gets its protocol with its place', () => {
  expect(
    devicesOf(rebound(text, { role: 'cabinet', place: '/dev/free' }, places))['cabinet'],
  ).toEqual({ driver: 'cabinet', transport: 'serial', path: '/dev/free' });
});

test('a terminal of the network becomes one on a line', () => {
  const onNetwork = JSON.parse(text) as { devices: Record<string, unknown> };
  onNetwork.devices['terminal'] = {
    driver: 'nexo',
    transport: 'tls',
    host: '10.0.0.5',
    port: 8_443,
    poiId: 'P400-1',
    saleId: 'kiosk',
    trustFile: '/etc/root.pem',
    keyFile: '/etc/key.json',
  };
  const result = rebound(
    JSON.stringify(onNetwork),
    { role: 'terminal', place: '/dev/free' },
    places,
  );
  expect(devicesOf(result)['terminal']).toEqual({
    driver: 'zvt',
    transport: 'serial',
    path: '/dev/free',
  });
});

test.each([
  ['noSuchPlace', { role: 'printer', place: '/dev/none' }],
  ['doesNotFit', { role: 'terminal', place: '/dev/hid' }],
] as const)('%s changes nothing', (problem, wish) => {
  expect(rebound(text, wish, places)).toEqual({ ok: false, error: problem });
});

test('a required role is never left without a device', () => {
  // The cabinet has no place to give in exchange.
  expect(rebound(text, { role: 'cabinet', place: '/dev/t' }, places)).toEqual({
    ok: false,
    error: 'doesNotFit',
  });
});
