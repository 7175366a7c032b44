/** What a printer already holds of the ink that a receipt needs (`stored-set.ts` puts it there). */
import type { PictureWay } from '../../drivers/escpos/codec/alone.ts';
import type { Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import type { GraphicsKey } from '../../drivers/escpos/codec/graphics.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';

export type KeptInk = {
  /** Own characters, 12 dots each, that print a band of 24 rows, ending at its right edge. */
  readonly codes: (band: Bitmap) => Uint8Array | null;
  /** The key of a kept picture, cropped to its ink. */
  readonly key: (picture: Bitmap) => GraphicsKey | null;
};

export const NOTHING_KEPT: KeptInk = { codes: () => null, key: () => null };

/** Where a receipt is laid out for: a model, and what the one at hand holds. */
export type Target = {
  readonly profile: PrinterProfile;
  readonly kept: KeptInk;
  /** How pictures that stand alone may be printed; left out: in the fewest bytes. */
  readonly ways?: readonly PictureWay[];
};
