/** A quarter with payments at both of its midnights, beside the same quarter of the year before. */
import { createHash } from 'node:crypto';
import { recordPayment } from '../../central/payments/record.ts';
import { paymentOf } from '../../central/testing/documents.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import type { TestCentral } from '../../central/testing/test-central.ts';

export type Paid = { readonly at: string; readonly kioskId: string; readonly fils: number };

/** Bahrain is three hours ahead: its quarter begins at nine in the evening of Greenwich. */
export const QUARTER: readonly Paid[] = [
  { at: '2026-06-30T20:59:59.000Z', kioskId: 'kiosk-1', fils: 999_999 }, // a second too early
  { at: '2026-06-30T21:00:00.000Z', kioskId: 'kiosk-1', fils: 10_001 },
  { at: '2026-07-15T09:00:00.000Z', kioskId: 'kiosk-2', fils: 250_125 },
  { at: '2026-08-01T09:00:00.000Z', kioskId: 'kiosk-1', fils: 1 },
  { at: '2026-09-30T20:59:59.000Z', kioskId: 'kiosk-2', fils: 73_873 },
  { at: '2026-09-30T21:00:00.000Z', kioskId: 'kiosk-2', fils: 888_888 }, // a second too late
  { at: '2025-07-01T09:00:00.000Z', kioskId: 'kiosk-1', fils: 100_000 },
  { at: '2025-09-30T20:59:59.000Z', kioskId: 'kiosk-1', fils: 67_000 },
  { at: '2025-09-30T21:00:00.000Z', kioskId: 'kiosk-1', fils: 777_777 },
  { at: '2025-12-15T09:00:00.000Z', kioskId: 'kiosk-1', fils: 55_000 },
];

const FROM = Date.parse('2026-07-01T00:00:00+03:00');
const TO = Date.parse('2026-10-01T00:00:00+03:00');
/** Summed from the list itself. */
export const inQuarter = QUARTER.filter(({ at }) => Date.parse(at) >= FROM && Date.parse(at) < TO);
export const sumFils = (paid: readonly Paid[]): number =>
  paid.reduce((sum, { fils }) => sum + fils, 0);

/** Each posted by central as any kiosk's payment is, a moment after its card. */
export const recordQuarter = async (central: TestCentral): Promise<void> => {
  const clients = new Map<string, KioskClient>();
  for (const id of ['kiosk-1', 'kiosk-2']) clients.set(id, await central.kiosk(id));
  for (const [index, { at, kioskId, fils }] of QUARTER.entries()) {
    const reference = String(index + 1);
    const line = { serviceId: 'zakat', reference, billId: `zakat-${reference}`, amountFils: fils };
    const { document: drawn } = paymentOf(kioskId, [line]);
    const slipCodeHash = createHash('sha256').update(reference).digest('hex');
    const document = { ...drawn, authorisedAt: at, slipCodeHash };
    const signed = clients.get(kioskId)?.signDocument(document);
    if (signed === undefined) throw new Error(kioskId);
    const recorded = await recordPayment(central.store, signed, document, Date.parse(at) + 400);
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.error));
  }
};
