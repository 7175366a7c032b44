import type { HidDevice } from '../../../transport/testing/hid-testbed.ts';

/** A vendor's page, 337 bytes in (readers digest, "Magstripe HID"). */
export const MAGTEK: HidDevice = {
  vendorId: '0801',
  productId: '0002',
  descriptor: '0600FF0901A101150026FF00750896510109208102C0',
};
