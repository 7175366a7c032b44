import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DevicePlace } from '../../contract/device-config.ts';
import { ok } from '../../contract/result.ts';
import { findPlace } from './find-place.ts';
import { openPlace } from './open-place.ts';
import { FakeTree, type FakeUsb } from './testing/device-tree.ts';

const MODEL = { vendorId: '0c2e', productId: '0b61' };
const scanner = (port: string, serialNumber?: string): FakeUsb => ({
  ...MODEL,
  port,
  ...(serialNumber === undefined ? {} : { serialNumber }),
});
let fake: FakeTree;
beforeEach(() => {
  fake = new FakeTree();
});
afterEach(() => {
  fake.remove();
});

const find = (place: DevicePlace, kind: 'serial' | 'hid' = 'serial'): string => {
  const found = findPlace(place, kind, fake.tree);
  return found.ok ? found.value.slice(fake.tree.dev.length + 1) : found.error.code;
};
const detail = (place: DevicePlace): string => {
  const found = findPlace(place, 'serial', fake.tree);
  return found.ok ? '' : found.error.detail;
};

test('a path is what it is', () => {
  expect(findPlace('/dev/serial/by-path/x', 'serial', fake.tree)).toEqual(
    ok('/dev/serial/by-path/x'),
  );
});

test('by serial number it is found on whatever port and under whatever number it comes back', () => {
  fake.acm('ttyACM0', scanner('1-1', 'A'));
  fake.acm('ttyACM1', scanner('1-2', 'B'));
  const place = { ...MODEL, serialNumber: 'B' };
  expect(find(place)).toBe('ttyACM1');
  fake.unplug('1-2');
  expect(find(place)).toBe('noSuchDevice');
  fake.unplug('1-1');
  fake.acm('ttyACM0', scanner('1-4.1', 'B'));
  expect(find(place)).toBe('ttyACM0');
});

test('by port: the same model next door is another device', () => {
  fake.acm('ttyACM0', scanner('1-2'));
  fake.acm('ttyACM1', scanner('1-1'));
  expect(find({ ...MODEL, port: '1-1' })).toBe('ttyACM1');
  expect(find({ ...MODEL, port: '1-2' })).toBe('ttyACM0');
});

test('the port is empty, and one that cannot be told from ours hangs elsewhere: ambiguous', () => {
  fake.acm('ttyACM0', scanner('1-2'));
  expect(find({ ...MODEL, port: '1-1' })).toBe('ambiguous');
  expect(detail({ ...MODEL, port: '1-1' })).toContain('port 1-2');
});

test('two with one serial number: ambiguous, unless the port is named too', () => {
  fake.acm('ttyACM0', scanner('1-1', '0001'));
  fake.acm('ttyACM1', scanner('1-2', '0001'));
  const place = { ...MODEL, serialNumber: '0001' };
  expect(find(place)).toBe('ambiguous');
  expect(find({ ...place, port: '1-2' })).toBe('ttyACM1');
  fake.unplug('1-2');
  // The other one must not slip into its role.
  expect(find({ ...place, port: '1-2' })).toBe('noSuchDevice');
});

test('another device on the bound port: swapped, and both are described', () => {
  fake.acm('ttyACM0', {
    vendorId: '0403',
    productId: '6001',
    port: '1-1',
    serialNumber: 'X9',
    product: 'FT232R',
  });
  const found = findPlace({ ...MODEL, port: '1-1' }, 'serial', fake.tree);
  expect(found).toMatchObject({
    ok: false,
    error: { code: 'swapped', where: '0c2e:0b61, port 1-1' },
  });
  expect(detail({ ...MODEL, port: '1-1' })).toContain('0403:6001 “FT232R”, serial X9, port 1-1');
});

test('two readers of one model changed places: each bound to serial and port says swapped', () => {
  fake.acm('ttyACM0', scanner('1-1', 'B'));
  fake.acm('ttyACM1', scanner('1-2', 'A'));
  expect(find({ ...MODEL, serialNumber: 'A', port: '1-1' })).toBe('swapped');
  expect(find({ ...MODEL, serialNumber: 'B', port: '1-2' })).toBe('swapped');
});

test('one of four ports of an adapter needs its interface', () => {
  const adapter: FakeUsb = { vendorId: '0403', productId: '6011', serialNumber: 'Q', port: '1-1' };
  for (let face = 0; face < 4; face++)
    fake.usbSerial(`ttyUSB${String(face)}`, adapter, 'ftdi_sio', face);
  const place = { vendorId: '0403', productId: '6011', serialNumber: 'Q' };
  expect(find(place)).toBe('ambiguous');
  expect(find({ ...place, interfaceNumber: 2 })).toBe('ttyUSB2');
});

test('a serial role never gets the HID side of the same device', () => {
  fake.hid('hidraw0', scanner('1-1', 'A'), new Uint8Array());
  expect(find({ ...MODEL, serialNumber: 'A' })).toBe('noSuchDevice');
  expect(find({ ...MODEL, serialNumber: 'A' }, 'hid')).toBe('hidraw0');
});

test('its number was given to another while it was opened: closed again', async () => {
  fake.acm('ttyACM0', scanner('1-1', 'A'));
  let closed = 0;
  const opened = await openPlace(
    { ...MODEL, serialNumber: 'A' },
    'serial',
    () => {
      fake.unplug('1-1');
      fake.acm('ttyACM0', scanner('1-2', 'B'));
      fake.acm('ttyACM1', scanner('1-1', 'A'));
      return Promise.resolve(
        ok({
          close: () => {
            closed += 1;
            return Promise.resolve();
          },
        }),
      );
    },
    fake.tree,
  );
  expect(opened).toMatchObject({ ok: false, error: { code: 'noSuchDevice' } });
  expect(closed).toBe(1);
});
