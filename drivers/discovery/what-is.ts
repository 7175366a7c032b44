import type { FoundDevice } from './found-device.ts';
import { ADAPTER_CHIPS, KNOWN_MAKERS, type KnownMaker, type LikelyRole } from './known-devices.ts';

export type Suggestion = {
  readonly role: LikelyRole;
  readonly how: 'sure' | 'likely' | 'possible';
  readonly because:
    | 'printerClass' // USB's printer class: it takes a page
    | 'scannerUsage' // HID page 8C, usage 2: a bar code scanner
    | 'stripeUsage' // HID page 8E: a magnetic stripe reader
    | 'cardReaderClass' // USB's smart card class
    | 'knownMaker' // a maker of such devices
    | 'adapterChip' // a serial adapter: anything may hang on it
    | 'serialPort'; // a serial port of the board: anything may hang on it
  /** Maker or chip, where the reason names one. */
  readonly name: string | null;
};

/** Why something that is plugged in cannot be used as it is. */
export type Warning = 'keyboardMode';

const SCANNER = { page: 0x8c, usage: 0x02 };
const STRIPE_PAGE = 0x8e;
const KEYBOARD = { page: 0x01, usage: 0x06 };

/** Roles that can be played over each kind of node. */
const PLAYED_OVER: Readonly<Record<FoundDevice['kind'], readonly LikelyRole[]>> = {
  serial: ['terminal', 'printer', 'scanner', 'idReader', 'cabinet'],
  hid: ['scanner', 'magstripe'],
  usbPrinter: ['printer'],
  smartCard: ['smartCard'],
};
const COULD_BE_ON_A_LINE: readonly LikelyRole[] = [
  'terminal',
  'printer',
  'scanner',
  'idReader',
  'cabinet',
];

const makerOf = ({ usb }: FoundDevice): KnownMaker | undefined =>
  KNOWN_MAKERS.find(
    ({ vendorId, productId }) =>
      vendorId === usb?.vendorId && (productId === undefined || productId === usb.productId),
  );

const has = (device: FoundDevice, wanted: { page: number; usage?: number }): boolean =>
  device.usages.some(
    ({ page, usage }) =>
      page === wanted.page && (wanted.usage === undefined || usage === wanted.usage),
  );

const byNature = (device: FoundDevice): readonly Suggestion[] => {
  const name = makerOf(device)?.name ?? null;
  if (device.kind === 'usbPrinter')
    return [{ role: 'printer', how: 'sure', because: 'printerClass', name }];
  if (device.kind === 'smartCard')
    return [{ role: 'smartCard', how: 'sure', because: 'cardReaderClass', name }];
  if (has(device, SCANNER))
    return [{ role: 'scanner', how: 'sure', because: 'scannerUsage', name }];
  if (has(device, { page: STRIPE_PAGE }))
    return [{ role: 'magstripe', how: 'sure', because: 'stripeUsage', name }];
  return [];
};

/** The roles that a device likely plays, best first, each with the reason. Nothing known gives none. */
export const whatIs = (device: FoundDevice): readonly Suggestion[] => {
  const nature = byNature(device);
  if (nature.length > 0) return nature;
  if (warningsOf(device).length > 0) return [];
  const maker = makerOf(device);
  const possible = PLAYED_OVER[device.kind];
  const roles = (maker?.roles ?? []).filter((role) => possible.includes(role));
  if (maker !== undefined && roles.length > 0)
    return roles.map((role) => ({
      role,
      how: 'likely',
      because: 'knownMaker',
      name: maker.name,
    }));
  if (device.kind !== 'serial') return [];
  const chip = ADAPTER_CHIPS.find(({ vendorId }) => vendorId === device.usb?.vendorId);
  if (chip === undefined && device.usb !== null) return [];
  return COULD_BE_ON_A_LINE.map((role) => ({
    role,
    how: 'possible',
    because: chip === undefined ? 'serialPort' : 'adapterChip',
    name: chip?.name ?? null,
  }));
};

/** A reader that types as a keyboard would type a citizen's scan into whatever page is shown. */
export const warningsOf = (device: FoundDevice): readonly Warning[] => {
  if (device.kind !== 'hid' || !has(device, KEYBOARD)) return [];
  const maker = makerOf(device);
  const isReader =
    maker !== undefined &&
    (maker.roles.length === 0 ||
      maker.roles.some((role) => role === 'scanner' || role === 'magstripe'));
  return isReader ? ['keyboardMode'] : [];
};
