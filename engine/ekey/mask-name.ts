const HIDDEN = '***';
const MOST_WORDS = 4;

/** `Maryam Ali Hasan` → `M*** A*** H***`: enough to know oneself by, too little for whoever looks on. */
export const maskName = (name: string): string =>
  name
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => /\p{L}/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => `${/\p{L}/u.exec(word)?.[0] ?? ''}${HIDDEN}`)
    .join(' ');
