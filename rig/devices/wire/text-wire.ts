import { hideWritten } from './hide-numbers.ts';
import type { Seen, WireReader } from './seen.ts';
import type { Towards } from './tap.ts';

const MOST_HELD = 64;
/** More digits than may be shown of a number whose end was not seen. */
const MOST_SHOWN_DIGITS = 6;

const isInNumber = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x20 || byte === 0x2d || byte === 0x2e;

/** Where the number begins that may go on in the next chunk. */
const openNumberAt = (bytes: Uint8Array): number => {
  let at = bytes.length;
  while (at > 0 && bytes.length - at < MOST_HELD && isInNumber(bytes[at - 1] ?? 0)) at -= 1;
  const first = bytes.subarray(at).findIndex((byte) => byte >= 0x30 && byte <= 0x39);
  return first < 0 ? bytes.length : at + first;
};

const hideTail = (bytes: Uint8Array): Uint8Array => {
  let digits = 0;
  return bytes.map((byte) => {
    if (byte < 0x30 || byte > 0x39) return byte;
    digits += 1;
    return digits > MOST_SHOWN_DIGITS ? 0x2a : byte;
  });
};

const printable = (bytes: Uint8Array): string | null => {
  const text = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  ).join('');
  return /[^·]{2}/u.test(text) ? text : null;
};

export type Meaning = (towards: Towards, bytes: Uint8Array) => string | null;

/**
 * A wire of which only this is known: a device may write a card number on it. A number at the end of a chunk
 * is held back until it ends; where the kiosk speaks first, all but its first six digits are hidden.
 */
export const createTextWire = (meaning: Meaning = (_, bytes) => printable(bytes)): WireReader => {
  let held: Uint8Array = new Uint8Array();

  const show = (towards: Towards, bytes: Uint8Array): readonly Seen[] =>
    bytes.length === 0 ? [] : [{ towards, bytes, meaning: meaning(towards, bytes) }];

  const release = (): readonly Seen[] => {
    const bytes = held;
    held = new Uint8Array();
    return show('kiosk', hideTail(bytes));
  };

  return {
    push: (towards, chunk) => {
      // The kiosk knows no card number.
      if (towards === 'device') return [...release(), ...show(towards, hideWritten(chunk))];
      const bytes = new Uint8Array(Buffer.concat([held, chunk]));
      const at = openNumberAt(bytes);
      held = bytes.slice(at);
      return show(towards, hideWritten(bytes.subarray(0, at)));
    },
    flush: release,
  };
};

const LETTER_OR_DIGIT = /[0-9A-Za-z]/gu;
const SHOWN = 'X';

/** A wire on which an identity card comes: of the card only the shape is seen, line ends and fillers. */
export const createPersonalWire = (): WireReader => ({
  push: (towards, chunk) => {
    const text = Buffer.from(chunk).toString('latin1');
    const shown = towards === 'device' ? text : text.replaceAll(LETTER_OR_DIGIT, SHOWN);
    const bytes = new Uint8Array(Buffer.from(shown, 'latin1'));
    return bytes.length === 0 ? [] : [{ towards, bytes, meaning: printable(bytes) }];
  },
  flush: () => [],
});
