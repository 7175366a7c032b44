import { hideCardNumbers } from './card-numbers.ts';

/**
 * What is kept of AdditionalResponse (nexo digest §6, §1.19). Everything else is dropped unread:
 * cardBin, expiryMonth, expiryYear, cardIssueNumber, networkTxReference and whatever comes tomorrow.
 */
const KEPT = [
  'message',
  'refusalReason',
  'errors',
  'warnings',
  'acquirerResponseCode',
  'tid',
  'mid',
  'AID',
  'paymentMethod',
  'fundingSource',
  'cardSummary',
  'offline',
  'unconfirmedBatchCount',
  'batteryLevel',
  'posAuthAmountValue',
  'posAuthAmountCurrency',
] as const;
export type AdditionalKey = (typeof KEPT)[number];
export type AdditionalResponse = Readonly<Partial<Record<AdditionalKey, string>>>;

const LONGEST = 65_536;
const LONGEST_VALUE = 256;

const isKept = (key: string): key is AdditionalKey => (KEPT as readonly string[]).includes(key);

const pick = (pairs: Iterable<readonly [string, unknown]>): AdditionalResponse => {
  const kept: Partial<Record<AdditionalKey, string>> = {};
  for (const [key, value] of pairs) {
    if (!isKept(key) || (typeof value !== 'string' && typeof value !== 'number')) continue;
    kept[key] = hideCardNumbers(String(value).slice(0, LONGEST_VALUE));
  }
  return kept;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object of the base64 JSON encoding, or `null` where the text is not that. */
const readBase64Json = (text: string): Record<string, unknown> | null => {
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) return null;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  if (!decoded.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(decoded);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

const decodePercent = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** `a=b&c=d`, percent-encoded, split at the first `=` of each. */
export const readForm = (text: string): readonly (readonly [string, string])[] =>
  text
    .split('&')
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const at = pair.indexOf('=');
      return [decodePercent(pair.slice(0, at)), decodePercent(pair.slice(at + 1))] as const;
    });

/** Reads either encoding, told apart by looking (digest §1.18); a plain sentence is the `message`. */
export const readAdditionalResponse = (value: unknown): AdditionalResponse => {
  if (typeof value !== 'string' || value.length > LONGEST) return {};
  const text = value.trim();
  const json = readBase64Json(text);
  if (json !== null) {
    const { additionalData } = json;
    return pick([
      ...(isObject(additionalData) ? Object.entries(additionalData) : []),
      ...Object.entries(json),
    ]);
  }
  if (text.includes('=')) return pick(readForm(text));
  return text === '' ? {} : pick([['message', text]]);
};
