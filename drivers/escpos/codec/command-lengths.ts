/** How many bytes belong to a command, as far as its first ones tell (digest §2). */

/** `more`: not to be told yet. `characters`: that many definitions of `unit` bytes a column follow (`ESC &`). */
export type CommandLength =
  | 'more'
  | { readonly total: number }
  | { readonly total: number; readonly characters: number; readonly unit: number };

const codes = (prefix: number, letters: string): readonly number[] =>
  Array.from(letters, (letter) => (prefix << 8) | letter.charCodeAt(0));

const FIXED: ReadonlyMap<number, number> = new Map(
  (
    [
      [0, [...codes(0x1b, '2@LSimv\f'), ...codes(0x1c, '&.'), ...codes(0x1d, ':c\f')]],
      [
        1,
        [
          ...codes(0x1b, ' !%-3=?EGJKMRTUVadertu{'),
          ...codes(0x1c, '!-CW'),
          ...codes(0x1d, '!/BHITabfhjrw\u00e0'),
        ],
      ],
      [2, [...codes(0x1b, '$\\c'), ...codes(0x1c, 'Sp'), ...codes(0x1d, '$LPW\\')]],
      [3, [...codes(0x1b, 'p'), ...codes(0x1d, '^')]],
      [8, codes(0x1b, 'W')],
    ] as const
  ).flatMap(([size, members]) => members.map((code): [number, number] => [code, size])),
);

const PREFIXES: ReadonlySet<number> = new Set([0x1b, 0x1c, 0x1d]);
const DLE = 0x10;
/** `GS V` with a feed takes its length, too. */
const CUTS_WITH_FEED: ReadonlySet<number> = new Set([65, 66, 97, 98, 103, 104]);
const MOST_TABS = 32;

const lowHighAt = (head: readonly number[], at: number): number =>
  (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8);

/** `bytes` needed before `size` can be told. */
const once = (head: readonly number[], bytes: number, size: () => number): CommandLength =>
  head.length < bytes ? 'more' : { total: size() };

const userCharacters = (head: readonly number[]): CommandLength => {
  if (head.length < 5) return 'more';
  const [, , unit = 0, from = 0, to = 0] = head;
  return { total: 5, characters: Math.max(0, to - from + 1), unit };
};

const untilZero = (head: readonly number[], from: number, most: number): CommandLength =>
  head.length > from && (head.at(-1) === 0 || head.length >= from + most)
    ? { total: head.length }
    : 'more';

/** DLE sequences that a printer drops where a command may begin. */
const realTime = ([, kind, n]: readonly number[]): CommandLength => {
  if (kind === undefined) return 'more';
  if (kind !== 0x04 && kind !== 0x05 && kind !== 0x14) return { total: 1 };
  if (n === undefined) return 'more';
  if (kind === 0x14) return { total: { 1: 5, 2: 5, 3: 8, 8: 10 }[n] ?? 3 };
  return { total: 3 };
};

/** `head`: the first bytes of a command, at least one. Told after 258 bytes at the latest. */
export const commandLength = (head: readonly number[]): CommandLength => {
  const [first = 0, second] = head;
  if (first === DLE) return realTime(head);
  if (!PREFIXES.has(first)) return { total: 1 };
  if (second === undefined) return 'more';
  const code = (first << 8) | second;
  const fixed = FIXED.get(code);
  if (fixed !== undefined) return { total: 2 + fixed };
  if (second === 0x28) return once(head, 5, () => 5 + lowHighAt(head, 3));
  switch (code) {
    case 0x1b26: // ESC &
      return userCharacters(head);
    case 0x1b2a: // ESC *
      return once(
        head,
        5,
        () => 5 + lowHighAt(head, 3) * (head[2] === 32 || head[2] === 33 ? 3 : 1),
      );
    case 0x1b44: // ESC D
      return untilZero(head, 2, MOST_TABS);
    case 0x1d2a: // GS *
      return once(head, 4, () => 4 + (head[2] ?? 0) * (head[3] ?? 0) * 8);
    case 0x1d38: // GS 8 L
      return once(head, 7, () => 7 + lowHighAt(head, 3) + lowHighAt(head, 5) * 65_536);
    case 0x1d56: // GS V
      return once(head, 3, () => (CUTS_WITH_FEED.has(head[2] ?? 0) ? 4 : 3));
    case 0x1d65: // GS e
      return once(head, 3, () => (head[2] === 3 ? 4 : 3));
    case 0x1d6b: // GS k
      return (head[2] ?? 65) < 65
        ? untilZero(head, 3, 255)
        : once(head, 4, () => 4 + (head[3] ?? 0));
    case 0x1d76: // GS v 0
      return once(head, 8, () => 8 + lowHighAt(head, 4) * lowHighAt(head, 6));
    default:
      return { total: 2 };
  }
};
