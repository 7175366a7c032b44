/** Makers and models that kiosks are built from, as the public list of USB ids names them. Data, no more. */

/** Roles of `kiosk.json` that something plugged in may play. */
export type LikelyRole =
  'terminal' | 'printer' | 'scanner' | 'idReader' | 'magstripe' | 'smartCard' | 'cabinet';

export type KnownMaker = {
  readonly vendorId: string;
  /** Unsaid: every model of this maker. */
  readonly productId?: string;
  readonly name: string;
  readonly roles: readonly LikelyRole[];
};

/** Receipt printers: of most makers everything with a printer's or a serial interface is one. */
const PRINTERS: readonly KnownMaker[] = [
  { vendorId: '04b8', name: 'Epson', roles: ['printer'] },
  { vendorId: '0dd4', name: 'Custom', roles: ['printer'] },
  { vendorId: '0519', name: 'Star Micronics', roles: ['printer'] },
  { vendorId: '1504', name: 'Bixolon', roles: ['printer'] },
  { vendorId: '1d90', name: 'Citizen', roles: ['printer'] },
  { vendorId: '154f', name: 'SNBC', roles: ['printer'] },
];

const SCANNERS: readonly KnownMaker[] = [
  { vendorId: '0c2e', name: 'Honeywell (Metrologic)', roles: ['scanner'] },
  { vendorId: '0536', name: 'Honeywell (Hand Held Products)', roles: ['scanner'] },
  { vendorId: '05f9', name: 'Datalogic (PSC)', roles: ['scanner'] },
  { vendorId: '080c', name: 'Datalogic', roles: ['scanner'] },
  { vendorId: '05e0', name: 'Zebra (Symbol)', roles: ['scanner'] },
  { vendorId: '1eab', name: 'Newland', roles: ['scanner'] },
  { vendorId: '065a', name: 'Opticon', roles: ['scanner'] },
];

const CARD_DEVICES: readonly KnownMaker[] = [
  { vendorId: '0801', productId: '0001', name: 'MagTek, keyboard mode', roles: [] },
  { vendorId: '0801', name: 'MagTek', roles: ['magstripe'] },
  { vendorId: '0db5', name: 'Access-IS', roles: ['idReader'] },
  { vendorId: '072f', name: 'ACS', roles: ['smartCard'] },
  { vendorId: '076b', name: 'OMNIKEY', roles: ['smartCard'] },
  { vendorId: '04e6', name: 'Identiv (SCM)', roles: ['smartCard'] },
  { vendorId: '08e6', name: 'Gemalto', roles: ['smartCard'] },
  { vendorId: '0b00', name: 'Ingenico', roles: ['terminal'] },
  { vendorId: '079b', name: 'Ingenico (Sagem)', roles: ['terminal'] },
  { vendorId: '11ca', name: 'Verifone', roles: ['terminal'] },
];

const BOARDS: readonly KnownMaker[] = [
  { vendorId: '2341', name: 'Arduino', roles: ['cabinet'] },
  { vendorId: '2e8a', name: 'Raspberry Pi', roles: ['cabinet'] },
];

export const KNOWN_MAKERS: readonly KnownMaker[] = [
  ...PRINTERS,
  ...SCANNERS,
  ...CARD_DEVICES,
  ...BOARDS,
];

/** Adapter chips: what hangs on the other side does not show on the USB. */
export const ADAPTER_CHIPS: readonly { readonly vendorId: string; readonly name: string }[] = [
  { vendorId: '0403', name: 'FTDI' },
  { vendorId: '067b', name: 'Prolific' },
  { vendorId: '10c4', name: 'Silicon Labs' },
  { vendorId: '1a86', name: 'QinHeng' },
  { vendorId: '110a', name: 'Moxa' },
];
