import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXO_RESULT } from '../codec/conditions.ts';
import { deriveKey } from '../sealing/key.ts';
import { AMOUNT, Bench, hooks, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

const doubt = {
  kind: 'inDoubt',
  problem: { code: 'malformed', resultCode: null },
  authorisation: null,
};

test.each(['blob', 'cutBlob', 'hmac', 'shortHmac', 'nonce', 'keyVersion'])(
  'tampered with (%s): refused like every other, and asked',
  async (what) => {
    await bench.control({ do: 'tamper', what });
    const heard = hooks();
    expect(await bench.connect().authorise(AMOUNT, heard)).toEqual(doubt);
    expect(heard.approvals).toEqual([]);
    expect(bench.notices.at(-1)).toEqual({ kind: 'forged', why: 'unsealable' });
    expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({ ok: true });
  },
);

test('a success that was not sealed is refused as forged (digest §1.16)', async () => {
  await bench.control({ do: 'unsealedSuccess' });
  const heard = hooks();
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual(doubt);
  expect(heard.approvals).toEqual([]);
  expect(bench.notices.at(-1)).toEqual({ kind: 'forged', why: 'unsealed' });
});

test('an error that was not sealed is taken where it says that nothing began', async () => {
  const before = await bench.transactions();
  await bench.control({ do: 'unsealedError', condition: 'UnavailableDevice' });
  expect(await bench.connect().authorise(AMOUNT, hooks())).toEqual({
    kind: 'declined',
    resultCode: 0x10e,
  });
  expect(await bench.transactions()).toEqual(before);
});

test('a refusal that was not sealed ends no payment: it is asked about', async () => {
  await bench.control({ do: 'unsealedError', condition: 'Refusal' });
  expect(await bench.connect().authorise(AMOUNT, hooks())).toEqual(doubt);
});

test.each([
  ['ServiceID', 'outer'],
  ['POIID', 'outer'],
  ['ServiceID', 'both'],
  ['SaleID', 'both'],
  ['POIID', 'both'],
  ['MessageCategory', 'both'],
])("the answer's %s differs (%s): not ours", async (field, where) => {
  await bench.control({ do: 'wrongHeader', field, where });
  const heard = hooks();
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual(doubt);
  expect(heard.approvals).toEqual([]);
  expect(bench.notices.at(-1)).toEqual({ kind: 'forged', why: 'otherHeader' });
});

test('the terminal cannot read us: nothing began, and the technician hears why', async () => {
  const passphrase = 'another passphrase';
  const key = { keyIdentifier: 'simulator', keyVersion: 1, passphrase };
  expect(deriveKey(key).macKey).toHaveLength(32);
  expect(await bench.connect({ key }).authorise(AMOUNT, hooks())).toEqual({
    kind: 'declined',
    resultCode: NEXO_RESULT.cryptoError,
  });
  expect(bench.notices.at(-1)).toEqual({
    kind: 'httpError',
    status: 401,
    errors: ['Nexo Service: crypto error (1)'],
  });
  expect(await bench.connect({ key }).register()).toMatchObject({ ok: false });
});

test.each([503, 404])("HTTP %i is nobody's word: in doubt", async (status) => {
  await bench.control({ do: 'httpStatus', status });
  expect(await bench.connect().authorise(AMOUNT, hooks())).toEqual(doubt);
});
