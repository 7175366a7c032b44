type Length = number | 'incomplete' | 'unknown';

const ESC = 0x1b00;
const FS = 0x1c00;
const GS = 0x1d00;

const spread = (prefix: number, letters: string, length: number): [number, number][] =>
  Array.from(letters, (letter) => [prefix | letter.charCodeAt(0), length]);

/** Commands whose parameters are always as many (digest §2). */
const FIXED = new Map<number, number>([
  ...spread(ESC, '2@LSimv\f', 0),
  ...spread(ESC, ' !%-3=?EGJKMRTUVadertu{', 1),
  ...spread(ESC, '$\\', 2),
  ...spread(ESC, 'p', 3),
  ...spread(ESC, 'W', 8),
  ...spread(GS, ':c\f', 0),
  ...spread(GS, '!/BHITabfhjrw', 1),
  ...spread(GS, '$LPW\\', 2),
  ...spread(GS, '^', 3),
  ...spread(GS, '\u00e0\u00e8\u00f0|', 1),
  ...spread(GS, '\u00e6\u00e7', 2),
  ...spread(GS, '\u00d0', 4),
  ...spread(GS, '\u00e1\u00e2\u00e3\u00e4\u00e5\u00f6\u00f8', 0),
  ...spread(FS, '&.', 0),
  ...spread(FS, '!-CW', 1),
  ...spread(FS, 'Sp', 2),
  ...spread(FS, '?', 2),
  ...spread(FS, '2', 74),
]);

const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** `size(header)` once `count` header bytes are there. */
const after = (rest: Uint8Array, count: number, size: (header: Uint8Array) => Length): Length =>
  rest.length < count ? 'incomplete' : size(rest);

const upToZero = (rest: Uint8Array, from: number, most: number): Length => {
  const end = rest.indexOf(0, from);
  if (end >= 0 && end < from + most) return end + 1;
  return rest.length >= from + most ? from + most : 'incomplete';
};

const CUT_WITH_FEED = new Set([65, 66, 97, 98, 103, 104]);

/** How many parameter bytes follow the two-byte code, as far as `rest` tells. */
export const parameterLength = (code: number, rest: Uint8Array): Length => {
  const fixed = FIXED.get(code);
  if (fixed !== undefined) return fixed;
  switch (code) {
    case 0x1b63: // ESC c 3, 4, 5
      return after(rest, 1, ([n]) => (n === 0x33 || n === 0x34 || n === 0x35 ? 2 : 'unknown'));
    case 0x1b44: // ESC D
      return upToZero(rest, 0, 33);
    case 0x1b2a: // ESC *
      return after(rest, 3, (h) => {
        const columns = u16(h, 1);
        return 3 + columns * (h[0] === 32 || h[0] === 33 ? 3 : 1);
      });
    case 0x1b26: // ESC &
      return userCharacters(rest);
    case 0x1d2a: // GS *
      return after(rest, 2, (h) => 2 + (h[0] ?? 0) * (h[1] ?? 0) * 8);
    case 0x1d65: // GS e: a presenter
      return after(rest, 1, ([n]) => (n === 3 ? 2 : 1));
    case 0x1d56: // GS V
      return after(rest, 1, ([m]) => (CUT_WITH_FEED.has(m ?? 0) ? 2 : 1));
    case 0x1d6b: // GS k
      return after(rest, 1, ([m]) =>
        (m ?? 0) < 65 ? upToZero(rest, 1, 256) : after(rest, 2, (h) => 2 + (h[1] ?? 0)),
      );
    case 0x1d76: // GS v 0
      return after(rest, 1, ([n]) =>
        n === 0x30 ? after(rest, 6, (h) => 6 + u16(h, 2) * u16(h, 4)) : 'unknown',
      );
    case 0x1d7a: // GS z 0
      return after(rest, 1, ([n]) => (n === 0x30 ? 3 : 'unknown'));
    case 0x1d67: // GS g 0, GS g 2
      return after(rest, 1, ([n]) => (n === 0x30 || n === 0x32 ? 4 : 'unknown'));
    case 0x1c71: // FS q
      return nvImages(rest);
    default:
      return 'unknown';
  }
};

const userCharacters = (rest: Uint8Array): Length => {
  const [high, from, to] = rest;
  if (high === undefined || from === undefined || to === undefined) return 'incomplete';
  let at = 3;
  for (let code = from; code <= to; code++) {
    const wide = rest[at];
    if (wide === undefined) return 'incomplete';
    at += 1 + wide * high;
  }
  return at;
};

const nvImages = (rest: Uint8Array): Length => {
  const count = rest[0];
  if (count === undefined) return 'incomplete';
  let at = 1;
  for (let image = 0; image < count; image++) {
    if (rest.length < at + 4) return 'incomplete';
    at += 4 + u16(rest, at) * u16(rest, at + 2) * 8;
  }
  return at;
};
