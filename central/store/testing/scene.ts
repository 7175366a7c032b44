import { enrolKiosk } from '../../identity/kiosks.ts';
import type { ModelAccount } from '../model/tables.ts';
import type { Store } from '../port.ts';
import type { SignedDocument } from '../../../contract/payment.ts';
import type { Result } from '../../../contract/result.ts';
import type { LineDraft } from '../../testing/documents.ts';

export const START_MS = Date.UTC(2026, 10, 22, 10, 0, 0);
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** The references of the scene; the last one's bill is paid elsewhere a moment before us. */
export const REFERENCES = ['10000001', '10000002', '10000003', '30000002'] as const;
const RIVAL = REFERENCES[3];
export const AMOUNT_FILS = 10_000;

/** Two months under each reference. */
export const ACCOUNTS: readonly ModelAccount[] = REFERENCES.map((reference) => ({
  serviceId: 'ewa',
  reference,
  payerName: { ar: 'أ*** م***', en: 'A*** M***' },
  bills: (['2610', '2609'] as const).map((month) => ({
    bill_id: billOf(reference, month),
    service_id: 'ewa',
    reference,
    title_ar: 'كهرباء وماء',
    title_en: 'Electricity and water',
    detail_ar: month,
    detail_en: month,
    amount_fils: AMOUNT_FILS,
    due_date: `20${month.slice(0, 2)}-${month.slice(2)}-10`,
    rival_pays_first: reference === RIVAL && month === '2610',
  })),
}));

/** The bill of the latest month of a reference, or of the month before. */
export function billOf(reference: string, month: '2610' | '2609' = '2610'): string {
  return `EWA-${month}-${reference}`;
}

export const lineOf = (reference: string, amountFils = AMOUNT_FILS): LineDraft => ({
  billId: billOf(reference),
  reference,
  amountFils,
});

/** A store knows documents by their text alone: who signed it was checked before. */
export const signed = (content: unknown): SignedDocument => ({
  document: JSON.stringify(content),
  keyId: '0123456789abcdef',
  signature: 'signature',
});

const PUBLIC_KEY = 'A'.repeat(43);
export const KIOSKS = ['kiosk-1', 'kiosk-2'] as const;

export const enrolAll = async (store: Store): Promise<void> => {
  for (const kioskId of KIOSKS)
    await enrolKiosk(store, { kioskId, publicKey: PUBLIC_KEY }, START_MS);
};

/** For what a test only builds on: its value, where it went well. */
export const done = async <T>(work: Promise<Result<T, unknown>>): Promise<T> => {
  const result = await work;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
