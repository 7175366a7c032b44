/** What may be plugged in: a card terminal, a printer, two scanners of one model, and something else. */
import type { UsbBinding } from '../../../contract/device-config.ts';
import { Gadget, type Identity } from './gadget.ts';

/** Ports of the machine: each is a bus of its own, so that the kernel calls port 2 `3-1`. */
export const PORT = { terminal: 0, printer: 1, left: 2, right: 3, other: 4 } as const;
export const portName = (port: number): string => `${port + 1}-1`;

const VENDOR = '1d6b';
const identity = (productId: string, product: string, serialNumber: string): Identity => ({
  vendorId: VENDOR,
  productId,
  product,
  serialNumber,
});
const TERMINAL = identity('0101', 'Card terminal', 'T-4711');
const PRINTER = identity('0102', 'Receipt printer', 'P-0815');
const SCANNER_A = identity('0103', 'Scanner', 'S-A');
const SCANNER_B = identity('0103', 'Scanner', 'S-B');
const OTHER = identity('0199', 'Something else', 'X-1');

/** Bound by what stays the same under another number. */
export const bySerialNumber = ({ vendorId, productId, serialNumber }: Identity): UsbBinding => ({
  vendorId,
  productId,
  serialNumber,
});
export const TERMINAL_PLACE = bySerialNumber(TERMINAL);
export const PRINTER_PLACE = bySerialNumber(PRINTER);
/** Bound by serial number alone: found wherever it hangs. */
export const SCANNER_ANYWHERE = bySerialNumber(SCANNER_A);
/** Bound to its port too: another one of the model there is noticed. */
export const SCANNER_LEFT: UsbBinding = { ...SCANNER_ANYWHERE, port: portName(PORT.left) };

/** HID POS scanner: usage page 8C, usage 2; input report 2 of 63 bytes behind its number. */
const SCANNER_DESCRIPTOR = Buffer.from('068C000902A1018502150026FF007508953F09018102C0', 'hex');
export const SCANNER_REPORT_BYTES = 64;
const scannerFunction = {
  subclass: '0',
  protocol: '0',
  report_length: String(SCANNER_REPORT_BYTES),
  report_desc: SCANNER_DESCRIPTOR,
};

/** The kernel's printer function cuts two bytes off its end. */
const PRINTER_ID = 'MFG:Khidma rig;MDL:Receipt printer;CLS:PRINTER;CMD:ESC/POS;..';
const printerFunction = { pnp_string: PRINTER_ID, q_len: '10' };

/** Device sides are numbered in this order: `ttyGS0`, `g_printer0`, `hidg0`, `hidg1`; the other's are next. */
export const terminal = new Gadget('terminal', TERMINAL, { 'acm.terminal': {} });
export const printer = new Gadget('printer', PRINTER, { 'printer.receipt': printerFunction });
export const scannerA = new Gadget('scannerA', SCANNER_A, { 'hid.a': scannerFunction });
export const scannerB = new Gadget('scannerB', SCANNER_B, { 'hid.b': scannerFunction });
/** Takes the numbers that the others had. */
export const other = new Gadget('other', OTHER, {
  'acm.other': {},
  'printer.other': printerFunction,
});
