/**
 * The ink that comes back on every receipt, put into the printer once: labels as own characters, because they
 * share their line with text; pictures that stand alone as download graphics (docs/decisions/receipt-bytes.md).
 */
import { createHash } from 'node:crypto';
import type { Bitmap } from '../../drivers/escpos/codec/bitmap.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import {
  clearKept,
  GRAPHICS_KEYS,
  graphicsKey,
  keepGraphic,
  KEYS_IN_ONE_ANSWER,
  type GraphicsKey,
} from '../../drivers/escpos/codec/graphics.ts';
import {
  cellsOf,
  defineCharacters,
  FIRST_CODE,
  isDefinable,
  isWhite,
  LAST_CODE,
  SPACE,
  type Cell,
} from '../../drivers/escpos/codec/user-characters.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { StoredSet } from '../../drivers/receipt-printer.ts';
import type { ReceiptDocument } from './document.ts';
import type { KeptInk } from './kept-ink.ts';
import { layoutReceipt } from './layout.ts';

/** What the smallest memories for own characters and pictures are known to hold (digest §14). */
const GRAPHICS_BYTES = 12_000;
/** One key is the mark of the whole set. */
const GRAPHICS_MOST = KEYS_IN_ONE_ANSWER - 1;
/** One definition command; between two of them the printer can be asked. */
const CELLS_A_BAND = 24;

const digest = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  parts
    .reduce<ReturnType<typeof createHash>>((hash, part) => hash.update(part), createHash('sha256'))
    .digest();

const pictureId = (bitmap: Bitmap): string =>
  digest(`${bitmap.width} ${bitmap.height} `, bitmap.dots).toString('base64');
const cellId = (cell: Cell): string => Buffer.from(cell).toString('base64');

class Characters {
  readonly codes = new Map<string, number>();
  readonly cells: Cell[] = [];

  /** All cells of a label or none. */
  add(band: Bitmap): void {
    const fresh = new Map<string, Cell>();
    for (const cell of cellsOf(band)) {
      if (!isDefinable(cell)) return;
      if (!isWhite(cell) && !this.codes.has(cellId(cell))) fresh.set(cellId(cell), cell);
    }
    if (FIRST_CODE + this.cells.length + fresh.size - 1 > LAST_CODE) return;
    for (const [id, cell] of fresh) {
      this.codes.set(id, FIRST_CODE + this.cells.length);
      this.cells.push(cell);
    }
  }

  find(band: Bitmap): Uint8Array | null {
    const codes = cellsOf(band).map((cell) =>
      isWhite(cell) ? SPACE : (this.codes.get(cellId(cell)) ?? null),
    );
    return codes.includes(null) ? null : Uint8Array.from(codes, (code) => code ?? SPACE);
  }

  bands(): readonly Uint8Array[] {
    return Array.from({ length: Math.ceil(this.cells.length / CELLS_A_BAND) }, (_, i) =>
      defineCharacters(
        FIRST_CODE + i * CELLS_A_BAND,
        this.cells.slice(i * CELLS_A_BAND, (i + 1) * CELLS_A_BAND),
      ),
    );
  }
}

/** Keys come from the picture, so that no key ever stands for an older picture. */
class Graphics {
  readonly keys = new Map<string, GraphicsKey>();
  readonly bands: Uint8Array[] = [];
  #bytes = 0;

  freeKey(id: Uint8Array): GraphicsKey {
    const taken = new Set(this.keys.values());
    let n = Buffer.from(id).readUInt32BE(0) % GRAPHICS_KEYS;
    while (taken.has(graphicsKey(n))) n = (n + 1) % GRAPHICS_KEYS;
    return graphicsKey(n);
  }

  add(picture: Bitmap): void {
    const id = pictureId(picture);
    if (this.keys.has(id) || this.keys.size >= GRAPHICS_MOST) return;
    const key = this.freeKey(digest(id));
    const bytes = keepGraphic('download', key, picture);
    if (bytes === null || this.#bytes + bytes.length > GRAPHICS_BYTES) return;
    this.#bytes += bytes.length;
    this.keys.set(id, key);
    this.bands.push(bytes);
  }
}

export type ReceiptInk = { readonly set: StoredSet; readonly kept: KeptInk };

const markPicture: Bitmap = { width: 8, height: 1, dots: new Uint8Array(8) };

/**
 * The set for receipts like `documents`, the most frequent first: what has no room is drawn as before. `null`
 * where the model keeps nothing.
 */
export const receiptInk = (
  documents: readonly ReceiptDocument[],
  profile: PrinterProfile,
): ReceiptInk | null => {
  const { userCharacters, downloadGraphics } = profile.graphics;
  // Only a key list proves that anything is still there; without it nothing is trusted.
  if (!downloadGraphics) return null;
  const characters = new Characters();
  const graphics = new Graphics();
  const collecting: KeptInk = {
    codes: (band) => {
      if (userCharacters) characters.add(band);
      return null;
    },
    key: (picture) => {
      graphics.add(picture);
      return null;
    },
  };
  for (const document of documents) layoutReceipt(document, profile, collecting);

  const definitions = [...characters.bands(), ...graphics.bands];
  const name = digest(concatBytes(definitions));
  const markKey = graphics.freeKey(name);
  const mark = keepGraphic('download', markKey, markPicture);
  if (mark === null) throw new RangeError('the mark is one white byte');
  return {
    set: {
      name: name.toString('hex').slice(0, 16),
      keys: [...graphics.keys.values(), markKey],
      // The mark last: where it is, everything before it was taken.
      bands: [clearKept('download'), ...definitions, mark],
    },
    kept: {
      codes: (band) => (userCharacters ? characters.find(band) : null),
      key: (picture) => graphics.keys.get(pictureId(picture)) ?? null,
    },
  };
};
