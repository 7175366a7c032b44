/** Commands without image data: text, style, position, feed, cut, status, fence. Dots unless told. */
import { concatBytes, lowHigh, requireRange } from './bytes.ts';
import { printableAscii } from './printable-ascii.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Clears the print buffer and every setting; not the receive buffer (digest §1.6, §1.7). */
export const initialise = (): Uint8Array => Uint8Array.of(ESC, 0x40);

/** Single-byte mode: many Chinese printers start in two-byte mode (digest §1.15). */
export const singleByteMode = (): Uint8Array => Uint8Array.of(FS, 0x2e);

/** Motion units of 1/x and 1/y inch; ignored by many clones (digest §3). */
export const motionUnits = (x: number, y: number): Uint8Array =>
  Uint8Array.of(GS, 0x50, requireRange('x', x, 0, 255), requireRange('y', y, 0, 255));

/** Text as printable ASCII: whatever else stands in `value` becomes a plain letter, a space or `?`. */
export const text = (value: string): Uint8Array =>
  Uint8Array.from(printableAscii(value), (char) => char.charCodeAt(0));

/** Prints what is buffered and goes to the next line. */
export const lineFeed = (): Uint8Array => Uint8Array.of(0x0a);

/** Feeds `dots` (0 or more) at line start; split because one command reaches 255 only. */
export const feed = (dots: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (let left = dots; left > 0; left -= 255) {
    parts.push(Uint8Array.of(ESC, 0x4a, Math.min(left, 255)));
  }
  return concatBytes(parts);
};

export const lineSpacing = (units: number): Uint8Array =>
  Uint8Array.of(ESC, 0x33, requireRange('units', units, 0, 255));

export const bold = (on: boolean): Uint8Array => Uint8Array.of(ESC, 0x45, on ? 1 : 0);

/** White on black, spaces included. */
export const reverse = (on: boolean): Uint8Array => Uint8Array.of(GS, 0x42, on ? 1 : 0);

/** Character size, 1–8 times in each direction. */
export const characterSize = (width: number, height: number): Uint8Array =>
  Uint8Array.of(
    GS,
    0x21,
    ((requireRange('width', width, 1, 8) - 1) << 4) | (requireRange('height', height, 1, 8) - 1),
  );

export const font = (name: 'A' | 'B'): Uint8Array => Uint8Array.of(ESC, 0x4d, name === 'A' ? 0 : 1);

/** Line start only. */
export const justify = (where: 'left' | 'centre' | 'right'): Uint8Array =>
  Uint8Array.of(ESC, 0x61, { left: 0, centre: 1, right: 2 }[where]);

/** Where the next thing on this line begins, in dots from the line's start. */
export const position = (x: number): Uint8Array =>
  Uint8Array.of(ESC, 0x24, ...lowHigh(requireRange('x', x, 0, 65_535)));

/** Feeds to the cutter and `extra` units more, then cuts (digest §1.11: never the plain form). */
export const feedAndCut = (kind: 'full' | 'partial', extra = 0): Uint8Array =>
  Uint8Array.of(GS, 0x56, kind === 'full' ? 65 : 66, requireRange('extra', extra, 0, 255));

/** Automatic status back: 02 online, 04 error, 08 paper; answers four bytes at once and at each change (§12). */
export const automaticStatus = (mask: number): Uint8Array =>
  Uint8Array.of(GS, 0x61, requireRange('mask', mask, 0, 255));

/** Asks for the process id to be sent back once everything before it is printed (digest §13). */
export const fence = (id: string): Uint8Array => {
  if (!/^[\x20-\x7e]{4}$/u.test(id)) throw new RangeError(`a fence is four characters: ${id}`);
  return concatBytes([
    Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30),
    Uint8Array.from(id, (char) => char.charCodeAt(0)),
  ]);
};
