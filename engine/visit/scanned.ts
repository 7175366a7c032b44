/** What somebody held before a reader, as what they most likely want. Pure. */
import { askedFor } from '../../contract/asked-for.ts';
import {
  isBilled,
  type BarcodeForm,
  type BilledService,
  type Service,
} from '../../contract/catalogue.ts';
import { checkReference } from '../../contract/digits.ts';
import { readSlipCode } from '../../contract/ids.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type { Position } from './position.ts';
import { readSignedBill } from './signed-bill.ts';

export type Wish =
  | {
      readonly wants: 'bill';
      readonly service: BilledService;
      readonly reference: string;
      readonly signed?: SignedBill;
    }
  /** One of several numbers that are asked for. */
  | {
      readonly wants: 'answer';
      readonly asking: Extract<Position, { at: 'reference' }>;
      readonly typed: string;
    }
  | { readonly wants: 'receipt'; readonly slipCode: string }
  | { readonly wants: 'services' }
  | {
      readonly wants: 'explanation';
      readonly kind: 'unknownCode' | 'useTerminal' | 'billCodeForged';
    }
  | { readonly wants: 'nothing' };

export type ScanContext = {
  readonly position: Position;
  readonly services: readonly Service[];
  /** What a slip's QR begins with. */
  readonly receiptUrl: string;
};

type Asking = Extract<Position, { at: 'reference' }>;

/** Where somebody is in the middle of something that a scan must not disturb. */
const BUSY: readonly Position['at'][] = ['searching', 'findingReceipt', 'paying'];

const bill = (service: Service, typed: string): Wish | null => {
  if (!isBilled(service) || service.also !== undefined) return null;
  const checked = checkReference(typed, service.reference);
  return checked.ok ? { wants: 'bill', service, reference: checked.value } : null;
};

/** A bare number where one is asked for. */
const asked = (asking: Asking, typed: string): Wish | null => {
  const rule = askedFor(asking.service)[asking.earlier.length];
  if (asking.service.also === undefined || rule === undefined) return bill(asking.service, typed);
  return checkReference(typed, rule).ok ? { wants: 'answer', asking, typed } : null;
};

const fits = (form: BarcodeForm, text: string): boolean =>
  text.length === form.length && text.startsWith(form.prefix);

const billOfBarcode = (text: string, services: readonly Service[]): Wish | null => {
  for (const service of services) {
    for (const form of service.barcodes) {
      if (!fits(form, text)) continue;
      const wish = bill(service, text.slice(form.from, form.from + form.take));
      if (wish !== null) return wish;
    }
  }
  return null;
};

const slipOf = (text: string, receiptUrl: string): Wish | null => {
  const base = `${receiptUrl.replace(/\/+$/u, '')}/`;
  const code = readSlipCode(text.startsWith(base) ? text.slice(base.length) : text);
  return code === null ? null : { wants: 'receipt', slipCode: code };
};

const signedBill = (text: string, services: readonly Service[]): Wish | null => {
  const read = readSignedBill(text, services);
  switch (read?.kind) {
    case undefined:
      return null;
    case 'genuine': {
      const { service, bill: signed } = read;
      return { wants: 'bill', service, reference: signed.reference, signed };
    }
    case 'forged':
      return { wants: 'explanation', kind: 'billCodeForged' };
    case 'unknown':
      return { wants: 'explanation', kind: 'unknownCode' };
  }
};

/** A slip is looked for first, then a bill's own signed code, then a bill's barcode, then the bare number where one is asked for. */
const ofCode = (text: string, { position, services, receiptUrl }: ScanContext): Wish => {
  const trimmed = text.trim();
  return (
    slipOf(trimmed, receiptUrl) ??
    signedBill(trimmed, services) ??
    billOfBarcode(trimmed, services) ??
    (position.at === 'reference' ? asked(position, trimmed) : null) ?? {
      wants: 'explanation',
      kind: 'unknownCode',
    }
  );
};

const ofIdentityCard = (
  personalNumber: string | null,
  { position, services }: ScanContext,
): Wish => {
  const nothing: Wish = { wants: 'explanation', kind: 'unknownCode' };
  if (personalNumber === null) return nothing;
  if (position.at === 'reference') {
    const rule = askedFor(position.service)[position.earlier.length];
    return rule?.kind === 'personalNumber' ? (asked(position, personalNumber) ?? nothing) : nothing;
  }
  const readable = services.filter(({ reference }) => reference?.kind === 'personalNumber');
  const [only] = readable;
  if (only === undefined) return nothing;
  // With several ministries that go by the card, which one is the person's to say.
  if (readable.length > 1) return { wants: 'services' };
  return bill(only, personalNumber) ?? { wants: 'services' };
};

export const wishOf = (scan: Scan, context: ScanContext): Wish => {
  if (BUSY.includes(context.position.at) || context.services.length === 0)
    return { wants: 'nothing' };
  switch (scan.kind) {
    case 'code':
      return ofCode(scan.text, context);
    case 'identityCard':
      return ofIdentityCard(scan.personalNumber, context);
    case 'bankCard':
      return { wants: 'explanation', kind: 'useTerminal' };
    case 'unreadable':
      return { wants: 'explanation', kind: 'unknownCode' };
    case 'staffCard': // a technician's way in is not the citizen's screen
    case 'chipCard':
      return { wants: 'nothing' };
  }
};
