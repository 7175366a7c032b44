import { describe, expect, test } from 'vitest';
import { bootGuest } from './vm/guest.ts';

const guest = await bootGuest();

/** What the guest saw under this name. */
const seen = (name: string): unknown => {
  if (guest.checks.has(name)) return guest.checks.get(name);
  throw new Error(`the guest said nothing of “${name}”`);
};

const code = (symbology: string, text: string): object => ({ kind: 'code', symbology, text });

test('each scenario came to its end', () => {
  const names = ['inventory', 'terminal', 'usblp', 'printer', 'scanner'];
  const ends = names.map((name) => guest.checks.get(`${name}: the scenario`));
  expect(ends, guest.console).toEqual(names.map(() => 'ended'));
});

test('the guest runs the project’s own Node', () => {
  expect(seen('node')).toBe(process.versions.node);
});

test('everything plugged in is listed with what it is and where it hangs', () => {
  const scanner = { kind: 'hid', driver: 'hid-generic', usages: [{ page: 0x8c, usage: 2 }] };
  expect(seen('inventory')).toEqual([
    { kind: 'serial', driver: 'cdc_acm', serialNumber: 'T-4711', port: '1-1', usages: [] },
    { kind: 'usbPrinter', driver: 'usblp', serialNumber: 'P-0815', port: '2-1', usages: [] },
    { ...scanner, serialNumber: 'S-A', port: '3-1' },
    { ...scanner, serialNumber: 'S-B', port: '4-1' },
  ]);
  expect(seen('inventory: printer id')).toMatch(/^MFG:Khidma rig;MDL:Receipt printer;/u);
});

describe('a card terminal on a USB serial port (cdc-acm)', () => {
  test('is found by its serial number, and held by one alone', () => {
    expect(seen('terminal: found as')).toBe('/dev/ttyACM0');
    expect(seen('terminal: a second opener is told')).toBe('inUse');
  });

  test('is registered and takes a payment', () => {
    expect(seen('terminal: registered')).toEqual({ ok: true, value: { terminalId: '40001234' } });
    expect(seen('terminal: payment')).toMatchObject({
      kind: 'confirmed',
      prompts: expect.arrayContaining(['presentCard', 'takeCard']) as unknown,
    });
  });

  test('pulled out after an approval leaves the payment in doubt, with what was approved', () => {
    expect(seen('terminal: unplugged after the approval')).toEqual({
      kind: 'inDoubt',
      problem: 'linkLost',
      amountFils: 12_500,
      write: { ok: false, error: { code: 'notSent', reason: 'notOpen' } },
    });
  });

  test('is found under another number when it is back, and says what became of it', () => {
    expect(seen('terminal: found again as')).toBe('/dev/ttyACM1');
    expect(seen('terminal: registered again')).toBe(true);
    expect(seen('terminal: last outcome')).toBe(12_500);
    expect(seen('terminal: it kept')).toMatchObject([
      { amountFils: 7_850, kind: 'payment', status: 'stored' },
      { amountFils: 12_500, kind: 'payment', status: 'stored' },
    ]);
  });
});

describe('the USB printer class (usblp), the kernel’s own ends', () => {
  test('carries bytes out and back unchanged', () => {
    expect(seen('usblp: bytes out')).toBe(true);
    expect(seen('usblp: bytes back')).toBe('1214ff00');
  });

  test('tells the port status and who the printer is', () => {
    // Bit 3: no error; bit 5: out of paper (USB printer class 1.1, GET_PORT_STATUS).
    expect(seen('usblp: port status')).toBe(0x08);
    expect(seen('usblp: port status without paper')).toBe(0x28);
    expect(seen('usblp: identity')).toBe(
      'MFG:Khidma rig;MDL:Receipt printer;CLS:PRINTER;CMD:ESC/POS;',
    );
  });
});

describe('a receipt printer of the USB printer class', () => {
  test('is found by its serial number, and held by one alone', () => {
    expect(seen('printer: found as')).toBe('/dev/usb/lp0');
    expect(seen('printer: a second opener is told')).toBe('inUse');
  });

  test('prints a receipt and proves it, and reports its cover', () => {
    expect(seen('printer: a receipt')).toEqual({ status: 'printed' });
    expect(seen('printer: cover')).toBe('reported open');
  });

  test('pulled out while printing leaves the receipt unknown', () => {
    expect(seen('printer: unplugged while printing')).toEqual({
      status: 'unknown',
      reason: 'linkLost',
    });
    expect(seen('printer: state without cable')).toBe('noDevice');
  });

  test('is found under another number; the torn receipt is cut off, never followed by the next', () => {
    expect(seen('printer: found again as')).toBe('/dev/usb/lp1');
    expect(seen('printer: the next receipt')).toEqual({ status: 'printed' });
    expect(seen('printer: papers')).toEqual(['first, whole', 'torn, in part', 'third, whole']);
  });

  test('pulled out while idle is noticed, and nothing is written any more', () => {
    const error = { code: 'notSent', reason: 'notOpen' };
    expect(seen('printer: unplugged while idle')).toEqual({ ok: false, error });
  });
});

describe('a scanner on the HID bus (hidraw)', () => {
  test('is found by its serial number and port, and held by one alone', () => {
    expect(seen('scanner: found as')).toBe('/dev/hidraw0');
    expect(seen('scanner: a second opener is told')).toBe('inUse');
  });

  test('gives a scan whole, also one of several reports', () => {
    expect(seen('scanner: a scan')).toEqual(code('code128', '0123456789'));
    expect(seen('scanner: a long one')).toBe(true);
  });

  test('pulled out is noticed', () => {
    expect(seen('scanner: unplugged')).toBe('noSuchDevice');
  });

  test('is found under another number and scans again; another of its model is not listened to', () => {
    expect(seen('scanner: found again as')).toBe('/dev/hidraw1');
    expect(seen('scanner: a scan again')).toEqual(code('qr', 'of ours'));
  });

  test('swapped with another of its model: noticed where the port counts, followed where it does not', () => {
    expect(seen('scanner: another in its place')).toBe('swapped');
    expect(seen('scanner: swapped')).toEqual({ byPort: 'swapped', bySerialNumber: '/dev/hidraw1' });
  });
});
