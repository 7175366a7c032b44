/** The durable name of one payment or reversal: all that a later question and its check need. */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Parties } from '../codec/header.ts';
import type { TransactionId } from '../codec/requests.ts';

export type Reference = {
  readonly category: 'Payment' | 'Reversal';
  readonly serviceId: string;
  /** When it was named, ms since 1970; with the ServiceID it is the SaleTransactionID. */
  readonly atMs: number;
  /** Of a reversal: the TransactionID of the payment it reverses. */
  readonly original: string | null;
};

const LETTER = { Payment: 'P', Reversal: 'R' } as const;
const PATTERN = /^([PR])\.([A-Za-z0-9]{1,10})\.([0-9a-f]{12})\.([0-9a-z]{1,9})(?:\.(.{1,64}))?$/u;

/** A question with another SaleID or POIID than the payment's gets a false NotFound (nexo digest §1.3). */
const partiesMark = ({ saleId, poiId }: Parties): string =>
  createHash('sha256').update(`${saleId}\n${poiId}`, 'utf8').digest('hex').slice(0, 12);

export const writeReference = (reference: Reference, parties: Parties): string =>
  [
    LETTER[reference.category],
    reference.serviceId,
    partiesMark(parties),
    reference.atMs.toString(36),
    ...(reference.original === null ? [] : [reference.original]),
  ].join('.');

/** `otherParties`: named to another terminal, or under another SaleID; this one cannot know of it. */
export const readReference = (
  text: string,
  parties: Parties,
): Result<Reference, 'unreadable' | 'otherParties'> => {
  const [, letter, serviceId, mark, at, original] = PATTERN.exec(text) ?? [];
  if (serviceId === undefined || at === undefined) return fail('unreadable');
  const atMs = parseInt(at, 36);
  if (atMs > 8.64e15) return fail('unreadable'); // beyond what a date can be
  if (mark !== partiesMark(parties)) return fail('otherParties');
  return ok({
    category: letter === 'P' ? 'Payment' : 'Reversal',
    serviceId,
    atMs,
    original: original ?? null,
  });
};

/** The kiosk's own name of it: unique, and repeated in every answer about it (digest §5). */
export const saleTransactionOf = ({ serviceId, atMs }: Reference): TransactionId => ({
  id: serviceId,
  timeStamp: new Date(atMs).toISOString(),
});
