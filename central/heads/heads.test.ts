import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FROM_THE_FIRST, type JournalHead, type OwnPayments } from '../../contract/heads.ts';
import { paymentOf } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(async () => {
  await central.stop();
});

const head = (more: Partial<JournalHead> = {}): JournalHead => ({
  generation: 1,
  seq: 10,
  hash: 'a'.repeat(64),
  at: '2026-11-22T10:00:00.000Z',
  exposureFils: 32_569,
  exposureCount: 1,
  ...more,
});
const highestAfter = async (kiosk: KioskClient, told: JournalHead): Promise<unknown> => {
  const reply = await kiosk.call('PUT', '/v1/kiosks/heads', told);
  expect(reply.status).toBe(200);
  return (reply.json as { highest: unknown }).highest;
};

describe('a journal’s head', () => {
  test('goes on, never back, and is told to whoever comes with less', async () => {
    const kiosk = await central.kiosk('HEADS-1');
    expect((await kiosk.call('GET', '/v1/kiosks/heads')).json).toEqual({ highest: null });
    expect(await highestAfter(kiosk, head())).toMatchObject({ seq: 10 });
    expect(await highestAfter(kiosk, head({ seq: 30, hash: 'b'.repeat(64) }))).toMatchObject({
      seq: 30,
      exposureFils: 32_569,
    });
    const cut = await highestAfter(kiosk, head({ seq: 20, hash: 'c'.repeat(64) }));
    expect(cut).toMatchObject({ seq: 30, hash: 'b'.repeat(64) });
    // The same number with another hash changes nothing: what was said first stands.
    expect(await highestAfter(kiosk, head({ seq: 30, hash: 'd'.repeat(64) }))).toEqual(cut);
  });

  test('of a rebuilt journal takes the next generation and no other', async () => {
    const kiosk = await central.kiosk('HEADS-2');
    await highestAfter(kiosk, head({ seq: 50 }));
    expect(await highestAfter(kiosk, head({ generation: 3, seq: 1 }))).toMatchObject({ seq: 50 });
    expect(await highestAfter(kiosk, head({ generation: 2, seq: 5 }))).toMatchObject({
      generation: 2,
      seq: 5,
    });
    expect(await highestAfter(kiosk, head({ generation: 1, seq: 60 }))).toMatchObject({
      generation: 2,
    });
  });

  test('is nobody else’s, and no row of it can be changed', async () => {
    const kiosk = await central.kiosk('HEADS-3');
    const other = await central.kiosk('HEADS-4');
    await highestAfter(kiosk, head());
    expect((await other.call('GET', '/v1/kiosks/heads')).json).toEqual({ highest: null });
    await expect(central.db.updateTable('kiosk_head').set({ seq: 1 }).execute()).rejects.toThrow();
    await expect(central.db.deleteFrom('kiosk_head').execute()).rejects.toThrow();
  });
});

test('a kiosk is told its own payments and their answers, page by page', async () => {
  const kiosk = await central.kiosk('OWN-1');
  const other = await central.kiosk('OWN-2');
  const sent = Array.from(
    { length: 53 },
    (_, i) =>
      paymentOf(kiosk.kioskId, [
        { billId: `OWN-${String(i)}`, reference: '10000001', amountFils: 100 + i },
      ]).document,
  );
  for (const document of sent) {
    const path = `/v1/payments/${document.paymentId}`;
    expect((await kiosk.call('PUT', path, kiosk.signDocument(document))).status).toBe(201);
  }
  const told: OwnPayments['payments'] = [];
  for (let after: string = FROM_THE_FIRST; ;) {
    const reply = await kiosk.call('GET', `/v1/kiosks/self/payments/${after}`);
    const { payments } = reply.json as OwnPayments;
    told.push(...payments);
    const last = payments.at(-1);
    if (last === undefined) break;
    after = last.paymentId;
  }
  expect(told.map((p) => p.paymentId)).toEqual(sent.map((d) => d.paymentId).sort());
  expect(told.every((p) => p.outcome.lines[0]?.status === 'refused')).toBe(true);
  const first = sent.find((d) => d.paymentId === told[0]?.paymentId);
  expect(told[0]?.signed).toEqual(kiosk.signDocument(first));
  const foreign = await other.call('GET', `/v1/kiosks/self/payments/${FROM_THE_FIRST}`);
  expect(foreign.json).toEqual({ payments: [] });
});
