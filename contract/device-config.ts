/** `devices` of `kiosk.json`: which device plays each role, how it is found and over what it is reached. */
import { z } from 'zod';

/**
 * A USB device by what does not change when it comes back under another number: its own serial number, or
 * where it has none (or two are alike) the port it is plugged into.
 */
const usbBindingSchema = z
  .strictObject({
    vendorId: z.string().regex(/^[0-9a-f]{4}$/u),
    productId: z.string().regex(/^[0-9a-f]{4}$/u),
    serialNumber: z.string().min(1).max(126).optional(),
    /** The kernel's port chain, e.g. `1-2.4`: bus 1, port 2, port 4 of the hub there. */
    port: z
      .string()
      .regex(/^[0-9]+-[0-9]+(?:\.[0-9]+)*$/u)
      .optional(),
    /** Of a device with several alike, e.g. an adapter with four serial ports: 0–255. */
    interfaceNumber: z.number().int().min(0).max(255).optional(),
  })
  .refine(({ serialNumber, port }) => serialNumber !== undefined || port !== undefined, {
    message: 'needs serialNumber or port: two devices of one model cannot be told apart otherwise',
  });
export type UsbBinding = z.infer<typeof usbBindingSchema>;

const pathSchema = z
  .string()
  .min(1)
  .max(4096)
  .meta({ description: 'device path, e.g. /dev/serial/by-path/…' });

/** Where a device node is: a path, or a USB binding that is looked up at every opening. */
const placeSchema = z.union([pathSchema, usbBindingSchema]);
export type DevicePlace = z.infer<typeof placeSchema>;

const serialLink = (baud: number) => ({
  transport: z.literal('serial'),
  path: placeSchema,
  baudRate: z.number().int().min(1200).max(921_600).default(baud),
});
const tcpLink = (port: number) => ({
  transport: z.literal('tcp'),
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535).default(port),
});
const usbPrinterLink = { transport: z.literal('usbPrinter'), path: placeSchema };
const hidLink = { transport: z.literal('hid'), path: placeSchema };

const zvtSettings = {
  driver: z.literal('zvt'),
  /** Seconds the terminal waits for our answer to an approval before it reverses by itself. */
  answerSeconds: z.number().int().min(1).max(99).default(10),
  /** Seconds without a word from the terminal in a payment until it is in doubt (ZVT's T4). */
  silenceSeconds: z.number().int().min(5).max(600).default(120),
  /** Result codes with which this make says that it remembers no transaction; proven at acceptance. */
  nothingStoredCodes: z.array(z.number().int().min(1).max(255)).max(8).default([]),
  /** The make insists on printing its receipt through us: its lines move the commit point (§12.1). */
  printsThroughUs: z.boolean().default(false),
};

const terminalSchema = z.discriminatedUnion('driver', [
  z.discriminatedUnion('transport', [
    z.strictObject({ ...zvtSettings, ...serialLink(9600) }),
    z.strictObject({ ...zvtSettings, ...tcpLink(20_007) }),
  ]),
  z.strictObject({
    driver: z.literal('nexo'),
    transport: z.literal('tls'),
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(8_443),
    /** `model-serial`, as the terminal calls itself; also the common name of its certificate. */
    poiId: z.string().min(1).max(64),
    saleId: z.string().min(1).max(64),
    /** Whose certificates are taken: those of terminals in the field, or of test terminals. */
    environment: z.enum(['live', 'test']).default('live'),
    /** PEM file with the maker's root certificate, to which the terminal's is pinned. */
    trustFile: z.string().regex(/^\//u, 'must be an absolute path'),
    /** 0600 file with the shared key: JSON `{ keyIdentifier, keyVersion, passphrase }`. */
    keyFile: z.string().regex(/^\//u, 'must be an absolute path'),
  }),
]);

/** Names of the profiles in `drivers/escpos/profiles/`. */
export const PRINTER_PROFILES = [
  'epson-80mm-203dpi',
  'epson-tm-t88',
  'custom-vkp80',
  'custom-kpm',
  'star-tsp',
  'star-sk',
  'generic-80mm',
] as const;
const escposSettings = {
  driver: z.literal('escpos'),
  profile: z.enum(PRINTER_PROFILES).default('epson-80mm-203dpi'),
  /** Length of a fresh roll, from which the receipts left are forecast. */
  rollMetres: z.number().min(5).max(1_000).default(80),
};
const printerSchema = z.discriminatedUnion('transport', [
  z.strictObject({ ...escposSettings, ...serialLink(115_200) }),
  z.strictObject({ ...escposSettings, ...usbPrinterLink }),
  z.strictObject({ ...escposSettings, ...tcpLink(9_100) }),
]);

const scannerSchema = z.discriminatedUnion('transport', [
  z.strictObject({ driver: z.literal('scanner'), ...serialLink(9600) }),
  z.strictObject({ driver: z.literal('scanner'), ...hidLink }),
]);

export const devicesSchema = z.strictObject({
  terminal: terminalSchema,
  printer: printerSchema,
  scanner: scannerSchema.optional(),
  idReader: z.strictObject({ driver: z.literal('mrz'), ...serialLink(9600) }).optional(),
  magstripe: z.strictObject({ driver: z.literal('magtek'), ...hidLink }).optional(),
  smartCard: z
    .strictObject({ driver: z.literal('pcsc'), reader: z.string().min(1).max(128).optional() })
    .optional(),
  cabinet: z.strictObject({ driver: z.literal('cabinet'), ...serialLink(115_200) }).optional(),
});
export type DevicesConfig = z.infer<typeof devicesSchema>;
