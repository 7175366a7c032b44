import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDevices } from './list-devices.ts';
import { FakeTree, type FakeUsb } from './testing/device-tree.ts';
import { warningsOf, whatIs } from './what-is.ts';

const SCANNER_REPORT = Buffer.from(
  '068c000902a10115002 6ff00750895080901810 2c0'.replaceAll(' ', ''),
  'hex',
);
const KEYBOARD_REPORT = Buffer.from(
  '05010906a101050719e029e7150025017501950881 02c0'.replaceAll(' ', ''),
  'hex',
);
const epson: FakeUsb = {
  vendorId: '04b8',
  productId: '0e03',
  serialNumber: 'EP1',
  port: '1-2.4',
  manufacturer: 'EPSON',
  product: 'TM-T20',
};
const honeywell: FakeUsb = { vendorId: '0c2e', productId: '0b61', port: '1-3' };

let fake: FakeTree;
beforeEach(() => {
  fake = new FakeTree();
});
afterEach(() => {
  fake.remove();
});

test('a serial adapter, an ACM device, a scanner, a printer and a card reader, with all they say', () => {
  fake.usbSerial('ttyUSB0', { vendorId: '0403', productId: '6001', port: '1-1' }, 'ftdi_sio');
  fake.acm('ttyACM1', { ...epson, port: '2-1' }, 2);
  fake.hid('hidraw3', honeywell, SCANNER_REPORT, 1);
  fake.printer('lp0', epson, 'MFG:EPSON;MDL:TM-T20;');
  fake.cardReader({ vendorId: '072f', productId: '90cc', port: '1-4' });
  const found = listDevices(fake.tree);
  expect(
    found.map(({ kind, node, driver }) => [kind, node?.slice(fake.tree.dev.length), driver]),
  ).toEqual([
    ['serial', '/ttyACM1', 'cdc_acm'],
    ['serial', '/ttyUSB0', 'ftdi_sio'],
    ['hid', '/hidraw3', 'hid-generic'],
    ['usbPrinter', '/usb/lp0', 'usblp'],
    ['smartCard', undefined, 'usbfs'],
  ]);
  expect(found[3]).toMatchObject({
    printerId: 'MFG:EPSON;MDL:TM-T20;',
    usb: { ...epson, interfaceNumber: 0 },
  });
  expect(found[0]?.usb?.interfaceNumber).toBe(2);
  expect(found[1]?.usb).toMatchObject({ serialNumber: null, port: '1-1', product: null });
  expect(found[2]?.usages).toEqual([{ page: 0x8c, usage: 2 }]);
});

test('consoles and empty slots of the board are no serial ports', () => {
  fake.console('tty1');
  fake.boardSerial('ttyS0', 4);
  fake.boardSerial('ttyS1', 0);
  expect(listDevices(fake.tree)).toMatchObject([{ node: `${fake.tree.dev}/ttyS0`, usb: null }]);
});

test('nothing there, or a link to a device that has just left: nothing found, no failure', () => {
  expect(listDevices({ sys: '/nowhere', dev: '/nowhere' })).toEqual([]);
  fake.acm('ttyACM0', epson);
  fake.unplug(epson.port);
  expect(listDevices(fake.tree)).toEqual([]);
});

const only = () => {
  const [device] = listDevices(fake.tree);
  if (device === undefined) throw new Error('nothing found');
  return device;
};
const said = (): readonly string[] =>
  whatIs(only()).map(({ role, how, because, name }) => [role, how, because, name].join(' '));

test.each<[string, () => void, readonly string[]]>([
  ['a USB printer', () => fake.printer('lp0', epson), ['printer sure printerClass Epson']],
  [
    'a USB printer of no known maker',
    () => fake.printer('lp0', { vendorId: '0483', productId: '5743', port: '1-1' }),
    ['printer sure printerClass '],
  ],
  [
    'a HID scanner',
    () => fake.hid('hidraw0', honeywell, SCANNER_REPORT),
    ['scanner sure scannerUsage Honeywell (Metrologic)'],
  ],
  [
    'a scanner on a line',
    () => fake.acm('ttyACM0', honeywell),
    ['scanner likely knownMaker Honeywell (Metrologic)'],
  ],
  [
    'MagTek by its maker',
    () =>
      fake.hid(
        'hidraw0',
        { vendorId: '0801', productId: '0002', port: '1-1' },
        Buffer.from('0600ff0901a101c0', 'hex'),
      ),
    ['magstripe likely knownMaker MagTek'],
  ],
  [
    'a card reader',
    () => fake.cardReader({ vendorId: '072f', productId: '90cc', port: '1-4' }),
    ['smartCard sure cardReaderClass ACS'],
  ],
  [
    'a terminal',
    () => fake.acm('ttyACM0', { vendorId: '0b00', productId: '0084', port: '1-1' }),
    ['terminal likely knownMaker Ingenico'],
  ],
  [
    'somebody’s mouse',
    () =>
      fake.hid(
        'hidraw0',
        { vendorId: '046d', productId: 'c077', port: '1-1' },
        Buffer.from('05010902a101c0', 'hex'),
      ),
    [],
  ],
  ['a modem', () => fake.acm('ttyACM0', { vendorId: '12d1', productId: '1506', port: '1-1' }), []],
])('%s', (_, plug, expected) => {
  plug();
  expect(said()).toEqual(expected);
});

test('an adapter could be anything on a line, and says whose chip it is', () => {
  fake.usbSerial('ttyUSB0', { vendorId: '067b', productId: '2303', port: '1-1' }, 'pl2303');
  expect(said()[0]).toBe('terminal possible adapterChip Prolific');
  expect(said()).toHaveLength(5);
});

test('a reader in keyboard mode is no reader: it would type into the page', () => {
  fake.hid('hidraw0', { vendorId: '0801', productId: '0001', port: '1-1' }, KEYBOARD_REPORT);
  expect(said()).toEqual([]);
  expect(warningsOf(only())).toEqual(['keyboardMode']);
});

test('somebody’s keyboard is only a keyboard', () => {
  fake.hid('hidraw0', { vendorId: '046d', productId: 'c31c', port: '1-1' }, KEYBOARD_REPORT);
  expect(warningsOf(only())).toEqual([]);
});
