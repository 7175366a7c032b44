/** What hangs on the USB, as its descriptors say it. */
export type UsbIdentity = {
  /** Four hexadecimal digits, lower case. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string | null;
  /** The kernel's port chain, e.g. `1-2.4`. */
  readonly port: string;
  /** Which of the device's interfaces this is, 0–255; `null` for a device as a whole. */
  readonly interfaceNumber: number | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
};

/** A top-level collection of a HID report descriptor. */
export type HidUsage = { readonly page: number; readonly usage: number };

export type FoundDevice = {
  readonly kind: 'serial' | 'hid' | 'usbPrinter' | 'smartCard';
  /** The device node, e.g. `/dev/ttyACM0`; `null` for a smart card reader, which is PC/SC's. */
  readonly node: string | null;
  /** The kernel's driver, e.g. `cdc_acm`. */
  readonly driver: string | null;
  /** `null`: not on the USB, e.g. a serial port of the board. */
  readonly usb: UsbIdentity | null;
  /** Empty for all but HID. */
  readonly usages: readonly HidUsage[];
  /** What a printer says of itself (IEEE 1284 device id), e.g. `MFG:EPSON;MDL:TM-T88VI;…`. */
  readonly printerId: string | null;
};
