import { expect, test } from 'vitest';
import { bahrainDay } from '../../../database/day.ts';
import { enrolKiosk } from '../../../identity/kiosks.ts';
import { holdBills, releaseHolds } from '../../../bills/holds.ts';
import { recordReversal } from '../../../reversals/record.ts';
import { closeDay } from '../../../settlement/close-day.ts';
import type { Fils } from '../../../../contract/money.ts';
import { newPaymentId, paymentOf, reversalOf } from '../../../testing/documents.ts';
import type { Rows } from '../../port.ts';
import type { NewTransfer, Received } from '../../rows.ts';
import type { FreshStore } from '../store-under-test.ts';
import {
  AMOUNT_FILS,
  billOf,
  DAY_MS,
  done,
  lineOf,
  REFERENCES,
  signed,
  START_MS,
} from '../scene.ts';
import { outcomesOf, pay } from './payments.ts';

const [ONE, TWO] = REFERENCES;
const RECEIVED: Received = {
  kioskId: 'kiosk-1',
  receivedOn: bahrainDay(START_MS),
  atMs: START_MS,
};

export const transactionsConformance = (scene: () => FreshStore): void => {
  test('every write leaves its audit row: who, what, of which payment', async () => {
    const { store } = scene();
    const { document } = paymentOf('kiosk-1', [lineOf(ONE), { ...lineOf(TWO), billId: 'none' }]);
    const { paymentId } = document;
    const holder = { kioskId: 'kiosk-1', nowMs: START_MS };
    const amountFils = AMOUNT_FILS as Fils;
    const bills = [{ serviceId: 'ewa', billId: billOf(ONE), amountFils }];
    await done(holdBills(store, { paymentId, bills }, holder));
    await releaseHolds(store, paymentId, holder);
    await done(pay(scene(), document));
    const refund = reversalOf(document, 'refund', [2]);
    await done(recordReversal(store, signed(refund), refund, START_MS));
    await done(closeDay(store, RECEIVED.receivedOn, START_MS + 2 * DAY_MS));
    const audit = (await scene().contents()).audit as readonly Record<string, unknown>[];
    const of = (action: string): unknown => audit.find((row) => row['action'] === action);
    for (const action of ['billsHeld', 'holdReleased', 'paymentRecorded', 'reversalRecorded'])
      expect(of(action)).toMatchObject({ subject: paymentId, actor: 'kiosk-1', at_ms: START_MS });
    expect(of('dayClosed')).toMatchObject({ actor: 'central', received_on: '2026-11-24' });
    expect(audit.filter((row) => row['action'] === 'kioskEnrolled')).toHaveLength(2);
    expect(audit).toHaveLength(7);
  });

  test('a transaction that fails half-way leaves nothing behind', async () => {
    const { store } = scene();
    const { document } = paymentOf('kiosk-1', [lineOf(ONE)]);
    const written = await scene().contents();
    const half = store.write(START_MS, async (rows) => {
      const claim = { paymentId: document.paymentId, sha256: 'ab'.repeat(32) };
      await rows.takeIds(RECEIVED, [claim]);
      await rows.setPaid(new Map([[billOf(ONE), 1]]));
      await rows.audit(
        [{ subject: document.paymentId, actor: 'x', action: 'billsHeld' }],
        START_MS,
      );
      throw new Error('power cut');
    });
    await expect(half).rejects.toThrow('power cut');
    expect(await scene().contents()).toEqual(written);
    expect(await pay(scene(), document)).toMatchObject({ value: { first: true } });
  });

  test('of concurrent sends of one payment one is the first, and all get its answer', async () => {
    const { document } = paymentOf('kiosk-1', [lineOf(ONE)]);
    const results = await Promise.all(Array.from({ length: 8 }, () => pay(scene(), document)));
    expect(results.filter((each) => each.ok && each.value.first)).toHaveLength(1);
    expect(new Set(results.map((each) => each.ok && each.value.text)).size).toBe(1);
  });

  test('of concurrent payments of one bill one is posted', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => pay(scene(), paymentOf('kiosk-1', [lineOf(ONE)]).document)),
    );
    expect(results.flatMap(outcomesOf).filter((each) => each === 'posted')).toHaveLength(1);
  });

  test('of concurrent uses of one nonce one is told so, until it is stale', async () => {
    const { store } = scene();
    const use = { kioskId: 'kiosk-1', nonce: 'n'.repeat(16), staleAtMs: START_MS + 10 };
    const uses = await Promise.all(Array.from({ length: 8 }, () => store.useNonce(use, START_MS)));
    expect(uses.filter((fresh) => fresh)).toHaveLength(1);
    expect(await store.useNonce({ ...use, kioskId: 'kiosk-2' }, START_MS)).toBe(true);
    expect(await store.useNonce(use, START_MS + 10)).toBe(false);
    expect(await store.useNonce({ ...use, staleAtMs: START_MS + 99 }, START_MS + 11)).toBe(true);
    expect(await store.useNonce(use, START_MS + 12)).toBe(false);
  });

  test('a rotated key signs requests, every key it ever had signs documents', async () => {
    const { store } = scene();
    const keyOf = async (id: string): Promise<string | undefined> =>
      (await store.kioskKeys(id))?.publicKeys[0];
    const [old, later] = [await keyOf('kiosk-1'), 'B'.repeat(43)];
    await enrolKiosk(store, { kioskId: 'kiosk-1', publicKey: later }, START_MS);
    expect(await store.kioskKeys('kiosk-1')).toEqual({ publicKeys: [later], revoked: false });
    expect(await store.kioskKeys('kiosk-9')).toBeNull();
    const keyIds = (await scene().contents()).audit.map(
      (row) => /key (?<id>\w+)$/u.exec((row as { detail: string }).detail)?.groups?.['id'],
    );
    const keys = await Promise.all(keyIds.map((id) => store.documentKey('kiosk-1', id ?? '')));
    expect(new Set(keys.map((key) => key?.publicKey))).toEqual(new Set([old, later]));
    expect(await store.documentKey('kiosk-1', 'none')).toBeNull();
  });

  test('two keys sign while one follows the other, then the later one alone', async () => {
    const { store } = scene();
    const [first] = (await store.kioskKeys('kiosk-1'))?.publicKeys ?? [];
    const later = { kioskId: 'kiosk-1', publicKey: 'C'.repeat(43), keyId: 'c' };
    await store.write(START_MS, async (rows) => {
      await rows.takeKey('kiosk-1', START_MS);
      await rows.offerKey(later, START_MS);
    });
    expect(await store.kioskKeys('kiosk-1')).toEqual({
      publicKeys: [first, later.publicKey],
      revoked: false,
    });
    expect(await store.documentKey('kiosk-1', 'c')).toEqual({
      publicKey: later.publicKey,
      revoked: false,
    });
    const locked = await store.write(START_MS, async (rows) => {
      await rows.takeKey('kiosk-1', START_MS);
      return rows.lockKiosk('kiosk-1');
    });
    expect(locked).toMatchObject({ publicKeys: [later.publicKey], revoked: false });
    expect(locked?.keyIds).toHaveLength(2);
    expect(locked?.keyIds).toContain('c');
  });

  test('a revoked kiosk stays revoked with all its keys; a new key alone is good', async () => {
    const { store } = scene();
    await store.write(START_MS, async (rows) => rows.revoke('kiosk-1', START_MS));
    expect(await store.kioskKeys('kiosk-1')).toMatchObject({ revoked: true });
    expect(await store.kioskKeys('kiosk-2')).toMatchObject({ revoked: false });
    const keyIds =
      (await store.write(START_MS, async (rows) => rows.lockKiosk('kiosk-1')))?.keyIds ?? [];
    const next = { kioskId: 'kiosk-1', publicKey: 'D'.repeat(43), keyId: 'd', channel: undefined };
    await store.write(START_MS, async (rows) => rows.enrol(next, START_MS));
    expect(await store.kioskKeys('kiosk-1')).toEqual({
      publicKeys: [next.publicKey],
      revoked: false,
    });
    const first = await store.documentKey('kiosk-1', keyIds[0] ?? '');
    expect(first).toMatchObject({ revoked: true });
    expect(await store.revokedKeys('kiosk-1')).toEqual([first?.publicKey]);
    expect(await store.revokedKeys('kiosk-2')).toEqual([]);
    expect(await store.documentKey('kiosk-1', 'd')).toMatchObject({ revoked: false });
  });

  test('what is quarantined is kept once and touches nothing else', async () => {
    const { store } = scene();
    const payment = {
      payment_id: newPaymentId(),
      document: '{}',
      key_id: 'k',
      signature: 's',
      total_fils: 5,
    };
    const keep = () => store.write(START_MS, async (rows) => rows.quarantine(RECEIVED, [payment]));
    const before = await scene().contents();
    expect(await keep()).toEqual(new Set([payment.payment_id]));
    expect(await keep()).toEqual(new Set());
    expect(await scene().contents()).toEqual({ ...before, quarantined: [payment] });
  });

  const transfer: NewTransfer = {
    payment_id: newPaymentId(),
    line_id: 1,
    kind: 'posted',
    paid_on: RECEIVED.receivedOn,
    service_id: 'ewa',
    debit_account: 'a',
    credit_account: 'b',
    amount_fils: 1,
  };
  test.each<[string, (rows: Rows) => unknown]>([
    ['a bill paid above its amount', (r) => r.setPaid(new Map([[billOf(ONE), AMOUNT_FILS + 1]]))],
    ['a bill paid below nothing', (r) => r.setPaid(new Map([[billOf(ONE), -1]]))],
    ['a line moved twice', (r) => r.addTransfers(RECEIVED, [transfer, transfer])],
    [
      'a transfer that balances on one account',
      (r) => r.addTransfers(RECEIVED, [{ ...transfer, credit_account: 'a' }]),
    ],
    [
      'a payment of the future',
      (r) => r.addTransfers(RECEIVED, [{ ...transfer, paid_on: '2026-11-23' }]),
    ],
    [
      'a payment of an unknown kiosk',
      (r) =>
        r.takeIds({ ...RECEIVED, kioskId: 'kiosk-9' }, [
          { paymentId: newPaymentId(), sha256: 'ab'.repeat(32) },
        ]),
    ],
    [
      'a day that does not balance',
      (r) =>
        r.addSettlementDay({
          received_on: RECEIVED.receivedOn,
          charges: 1,
          charged_fils: 3,
          posted_fils: 1,
          refused_fils: 1,
          returned_fils: 0,
          closed_at_ms: START_MS,
        }),
    ],
  ])('the last line of defence refuses %s', async (_name, wrong) => {
    const written = await scene().contents();
    const writing = scene().store.write(START_MS, async (rows) => {
      await wrong(rows);
    });
    await expect(writing).rejects.toThrow();
    expect(await scene().contents()).toEqual(written);
  });
};
