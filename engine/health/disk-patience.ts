const FIRST_MS = 1_000;
const MOST_MS = 300_000;
/** After so long without trouble it counts from the beginning. */
const FORGOTTEN_MS = 3_600_000;

/** How often the disk refused, and when it last did so, ms since 1970. */
export type Troubles = { readonly count: number; readonly lastAtMs: number };

const FORM = /^(\d{1,6})@(\d{1,16})$/u;

export const readTroubles = (text: string | undefined): Troubles | null => {
  const found = FORM.exec(text ?? '');
  return found === null ? null : { count: Number(found[1]), lastAtMs: Number(found[2]) };
};
export const writeTroubles = ({ count, lastAtMs }: Troubles): string =>
  `${String(count)}@${String(Math.max(0, Math.floor(lastAtMs)))}`;

/** One more of them; after a quiet hour the first again. */
export const oneMore = (before: Troubles | null, nowMs: number): Troubles => ({
  count: before === null || Math.abs(nowMs - before.lastAtMs) > FORGOTTEN_MS ? 1 : before.count + 1,
  lastAtMs: nowMs,
});

/** How long nothing is sold after the last of them: 1 s, doubling, at most five minutes. */
export const patienceMs = (troubles: Troubles | null): number =>
  troubles === null ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(20, troubles.count - 1));
