/** A small reader of what the layout emits: texts and pictures with their place. Knows nothing else. */

export type Found =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly left: number;
      readonly right: number;
      readonly y: number;
    }
  | { readonly kind: 'picture'; readonly left: number; readonly right: number; readonly y: number }
  | { readonly kind: 'raster'; readonly left: number; readonly right: number; readonly y: number }
  | { readonly kind: 'qr'; readonly data: string; readonly module: number };

const CELL = 12;

/** Reads a job made for 12 × 24 cells; throws at a byte it does not know. */
export const readPaper = (bytes: Uint8Array): readonly Found[] => {
  const found: Found[] = [];
  let [x, y, at, wide, high, tallest] = [0, 0, 0, 1, 1, 0];
  let [spacing, margin] = [30, 0];
  let module = 0;
  let qr = '';
  let text: { from: number; value: string } | null = null;
  const u16 = (i: number): number => (bytes[i] ?? 0) + 256 * (bytes[i + 1] ?? 0);
  const endText = (): void => {
    if (text !== null) found.push({ kind: 'text', text: text.value, left: text.from, right: x, y });
    text = null;
  };
  const escape = (code: number): number => {
    switch (code) {
      case 0x33:
        spacing = bytes[at + 2] ?? 0;
        return 3;
      case 0x4a:
        y += bytes[at + 2] ?? 0;
        return 3;
      case 0x45:
      case 0x61:
        return 3;
      case 0x24:
        x = u16(at + 2);
        return 4;
      case 0x2a: {
        const columns = u16(at + 3);
        found.push({ kind: 'picture', left: x, right: x + columns, y });
        x += columns;
        tallest = Math.max(tallest, 24);
        return 5 + 3 * columns;
      }
      default:
        throw new Error(`ESC ${code.toString(16)} at ${at}`);
    }
  };
  /** White columns at the right end of a `GS v 0`. */
  const inkless = (from: number): number => {
    const [wide, high] = [u16(from + 4), u16(from + 6)];
    let last = 0;
    for (let y = 0; y < high; y++) last |= bytes[from + 8 + (y + 1) * wide - 1] ?? 0;
    return last === 0 ? 8 : Math.log2(last & -last);
  };
  const group = (code: number): number => {
    if (code === 0x21) {
      wide = ((bytes[at + 2] ?? 0) >> 4) + 1;
      high = ((bytes[at + 2] ?? 0) & 15) + 1;
      return 3;
    }
    if (code === 0x4c) {
      margin = u16(at + 2);
      return 4;
    }
    if (code === 0x76) {
      const scale = bytes[at + 3] === 3 ? 2 : 1;
      const right = margin + u16(at + 4) * 8 * scale;
      // White bits that fill the last byte up may lie beside the paper.
      found.push({ kind: 'raster', left: margin, right: right - inkless(at), y });
      y += u16(at + 6) * scale;
      return 8 + u16(at + 4) * u16(at + 6);
    }
    if (code !== 0x28) throw new Error(`GS ${code.toString(16)} at ${at}`);
    const fn = bytes[at + 6];
    const body = bytes.subarray(at + 7, at + 5 + u16(at + 3));
    if (fn === 67) module = body[0] ?? 0;
    if (fn === 80) qr = Buffer.from(body.subarray(1)).toString('latin1');
    if (fn === 81) found.push({ kind: 'qr', data: qr, module });
    return 5 + u16(at + 3);
  };
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20) {
      text ??= { from: x, value: '' };
      text = { ...text, value: text.value + String.fromCharCode(byte) };
      x += CELL * wide;
      tallest = Math.max(tallest, 24 * high);
      at += 1;
      continue;
    }
    endText();
    if (byte === 0x0a) {
      y += Math.max(spacing, tallest);
      [x, tallest] = [0, 0];
      at += 1;
    } else at += byte === 0x1b ? escape(bytes[at + 1] ?? 0) : group(bytes[at + 1] ?? 0);
  }
  endText();
  return found;
};
