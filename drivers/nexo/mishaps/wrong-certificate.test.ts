import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

const refused = { kind: 'notSent', problem: { code: 'notConnected', resultCode: null } };

test.each([
  ['otherRoot', /SELF_SIGNED|UNABLE_TO/u],
  ['expired', /CERT_HAS_EXPIRED/u],
  ['otherTerminal', /WRONG_COMMON_NAME/u],
  ['otherEnvironment', /WRONG_COMMON_NAME/u],
  ['hostName', /WRONG_COMMON_NAME/u],
])('%s: not a byte of the payment is sent (digest §13)', async (kind, detail) => {
  await bench.control({ do: 'certificate', kind });
  expect(await bench.connect().authorise(AMOUNT, hooks())).toEqual(refused);
  expect(bench.notices.at(-1)).toMatchObject({
    kind: 'noConnection',
    code: 'notTrusted',
    detail: expect.stringMatching(detail) as string,
  });
  expect(await bench.seen('Payment')).toBe(0);
  expect(await bench.connect().status()).toMatchObject({ ok: false });
});

test("the maker's nameless certificate is taken: there the sealing proves it", async () => {
  await bench.control({ do: 'certificate', kind: 'legacy' });
  expect((await bench.connect().authorise(AMOUNT, hooks())).kind).toBe('confirmed');
});

test('nobody listens: nothing was sent', async () => {
  await bench.control({ do: 'certificate', kind: 'good' });
  const terminal = bench.connect({ port: 1 });
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual(refused);
  expect(bench.notices.at(-1)).toMatchObject({ code: 'unreachable', detail: 'ECONNREFUSED' });
});
