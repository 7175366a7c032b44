/** Longer than this no gateway may send a kiosk away, whatever it says. */
export const MOST_RETRY_AFTER_MS = 10 * 60_000;

const SECONDS = /^[0-9]{1,10}$/u;
/** RFC 9110's preferred form; the two old ones do not come from any gateway of ours. */
const IMF_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/u;

/**
 * How long a `Retry-After` (RFC 9110: seconds, or a date) asks to wait, in ms from now, never above
 * `MOST_RETRY_AFTER_MS`; `null` where it says nothing that can be read. A date is counted from the
 * answer's own `Date` where it has one: this kiosk's clock may be years off.
 */
export const retryAfterMs = (
  retryAfter: string | null,
  answer: { readonly date: string | null; readonly wallMs: number },
): number | null => {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  if (SECONDS.test(text)) return Math.min(Number(text) * 1_000, MOST_RETRY_AFTER_MS);
  if (!IMF_DATE.test(text)) return null;
  const until = Date.parse(text);
  const said = answer.date === null ? Number.NaN : Date.parse(answer.date);
  const from = Number.isNaN(said) ? answer.wallMs : said;
  if (Number.isNaN(until)) return null;
  return Math.min(Math.max(0, until - from), MOST_RETRY_AFTER_MS);
};
