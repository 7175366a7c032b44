/** A bill's own signed code, as printed on the ministry's paper (`docs/offline-bills.md`). */
import { z } from 'zod';
import { WHOLE_REFERENCE } from './digits.ts';
import { positiveFilsSchema } from './money.ts';

/** Stands in front, so that the signature is good for nothing else and a reader knows what it has. */
export const SIGNED_BILL_PREFIX = 'KHB1';
export const MOST_SIGNED_BILL_CHARACTERS = 1_024;

/** What the code says, each under one letter: the code is printed small. */
const packedSchema = z.strictObject({
  /** Service. */
  s: z.string().max(32),
  /** Reference the bill is found by. */
  r: z.string().regex(WHOLE_REFERENCE),
  /** The ministry's own id of the bill. */
  b: z.string().min(1).max(64),
  /** What is due, in fils. */
  a: positiveFilsSchema,
  /** Due date. */
  d: z.iso.date(),
  /** Until when it may be paid without asking, seconds since 1970. */
  x: z.number().int().min(0).max(253_402_300_799),
});

export type SignedBill = {
  readonly serviceId: string;
  readonly reference: string;
  readonly billId: string;
  readonly amountFils: z.infer<typeof positiveFilsSchema>;
  readonly dueDate: string;
  /** ms since 1970. */
  readonly expiresAtMs: number;
};

/** The fields as the text that is encoded; keys in this order. */
export const packSignedBill = (bill: SignedBill): string =>
  JSON.stringify({
    s: bill.serviceId,
    r: bill.reference,
    b: bill.billId,
    a: bill.amountFils,
    d: bill.dueDate,
    x: Math.floor(bill.expiresAtMs / 1_000),
  });

/** The fields of a text, or `null` where it is no bill. */
export const unpackSignedBill = (text: string): SignedBill | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = packedSchema.safeParse(value);
  if (!parsed.success) return null;
  const { s, r, b, a, d, x } = parsed.data;
  return {
    serviceId: s,
    reference: r,
    billId: b,
    amountFils: a,
    dueDate: d,
    expiresAtMs: x * 1_000,
  };
};

/** `KHB1.keyId.payload.signature`; all but the last are what is signed. */
export const signedBillText = (
  bill: SignedBill,
  key: {
    readonly keyId: string;
    readonly base64url: (text: string) => string;
    /** Ed25519 over the text's UTF-8 bytes, base64url. */
    readonly sign: (text: string) => string;
  },
): string => {
  const signed = `${SIGNED_BILL_PREFIX}.${key.keyId}.${key.base64url(packSignedBill(bill))}`;
  return `${signed}.${key.sign(signed)}`;
};
