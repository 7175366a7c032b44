import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enrolmentStatement } from '../../contract/identity.ts';
import { enrolOperator } from '../decisions/operators.ts';
import { registerKiosk } from '../identity/kiosks.ts';
import { type KioskClient, makeKiosk, type Reply, toReply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { keyFingerprint } from './fingerprint.ts';
import { INVITATION_MS } from './invite.ts';

let central: TestCentral;
let amal: KioskClient;
let number = 0;
/** Of its own in every test. */
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  amal = makeKiosk('amal', central.url, central.clock);
  const nowMs = central.clock.wallMs();
  const { publicKey } = amal;
  expect((await enrolOperator(central.db, { name: 'amal', publicKey, nowMs })).ok).toBe(true);
}, 60_000);
afterAll(() => central.stop());
beforeEach(() => {
  number += 1;
  central.clock.advance(60_000);
  kiosk = makeKiosk(`new-${String(number)}`, central.url, central.clock);
});

const act = (name: string, body?: unknown, by = amal): Promise<Reply> =>
  by.call('POST', `/v1/operators/kiosks/${kiosk.kioskId}/${name}`, body);

const invite = async (): Promise<string> => {
  const { status, json } = await act('invitation');
  expect(status).toBe(200);
  return (json as { code: string }).code;
};

/** Unsigned, as a kiosk that nobody knows. */
const offer = async (code: string, by = kiosk, altered: object = {}): Promise<Reply> => {
  const { kioskId, publicKey } = by;
  const asked = { kioskId, publicKey, code };
  const proof = by.signText(enrolmentStatement(asked));
  return toReply(
    await fetch(`${central.url}/v1/enrolment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...asked, proof, ...altered }),
    }),
  );
};

const identity = (by = kiosk): Promise<Reply> => by.call('GET', '/v1/kiosks/self/identity');
const listed = async (): Promise<unknown> => {
  const { kiosks } = (await amal.call('GET', '/v1/operators/kiosks')).json as {
    kiosks: { kioskId: string }[];
  };
  return kiosks.find(({ kioskId }) => kioskId === kiosk.kioskId);
};
const fingerprint = (): string => keyFingerprint(kiosk.publicKey);
const REFUSED = { status: 403, json: { code: 'enrolmentRefused' } };

test('invited, offered, compared, approved: only then the kiosk is one', async () => {
  expect(await identity()).toMatchObject({ status: 401, json: { code: 'notEnrolled' } });
  const code = await invite();
  expect(code).toMatch(/^\d{12}$/u);
  expect(await listed()).toMatchObject({ state: 'invited', fingerprint: null });
  expect(await offer(code)).toMatchObject({ status: 200, json: { state: 'waiting' } });
  expect(await listed()).toMatchObject({ state: 'waiting', fingerprint: fingerprint() });
  expect(fingerprint()).toMatch(/^(\d{4} ){4}\d{4}$/u);
  expect(await identity()).toMatchObject({ status: 401, json: { code: 'notEnrolled' } });

  expect((await act('approval', { fingerprint: fingerprint().replaceAll(' ', '-') })).status).toBe(
    204,
  );
  expect(await offer(code)).toMatchObject({ json: { state: 'approved' } });
  expect((await identity()).status).toBe(200);
  expect(await listed()).toMatchObject({ state: 'active', also: null });
});

test('what the operator reads is not what waits: nobody is enrolled', async () => {
  await offer(await invite());
  const other = keyFingerprint(makeKiosk('x', central.url, central.clock).publicKey);
  expect(await act('approval', { fingerprint: other })).toMatchObject({
    status: 409,
    json: { detail: 'otherFingerprint' },
  });
  expect((await identity()).status).toBe(401);
  expect((await act('refusal')).status).toBe(204);
  expect((await act('approval', { fingerprint: fingerprint() })).status).toBe(404);
  expect(await listed()).toMatchObject({ state: 'refused' });
});

test('a code is good for one key, one kiosk and one day, and once', async () => {
  const code = await invite();
  const elsewhere = makeKiosk(`not-${kiosk.kioskId}`, central.url, central.clock);
  expect(await offer(code, elsewhere)).toMatchObject(REFUSED);
  expect(await offer(code, kiosk, { proof: kiosk.signText('other') })).toMatchObject(REFUSED);
  expect((await offer(code)).status).toBe(200);
  const second = makeKiosk(kiosk.kioskId, central.url, central.clock);
  expect(await offer(code, second)).toMatchObject(REFUSED);
  const next = await invite();
  expect(await offer(code)).toMatchObject(REFUSED);
  central.clock.advance(INVITATION_MS);
  expect(await offer(next)).toMatchObject(REFUSED);
});

test('who guesses has ten tries, then not even the right code helps', async () => {
  const code = await invite();
  const wrong = code.replace(/^./u, (digit) => String((Number(digit) + 1) % 10));
  for (let tries = 0; tries < 10; tries++) expect(await offer(wrong)).toMatchObject(REFUSED);
  expect(await offer(code)).toMatchObject(REFUSED);
});

test('only operators invite and approve', async () => {
  expect((await act('invitation', undefined, kiosk)).status).toBe(401);
  await offer(await invite());
  expect((await act('approval', { fingerprint: fingerprint() }, kiosk)).status).toBe(401);
  expect((await identity()).status).toBe(401);
});

test('a key that was revoked never comes back, another one of that kiosk does', async () => {
  await offer(await invite());
  await act('approval', { fingerprint: fingerprint() });
  expect((await act('revocation')).status).toBe(204);
  expect((await act('revocation')).status).toBe(204);
  expect(await identity()).toMatchObject({ status: 403, json: { code: 'kioskRevoked' } });
  // As the command line would at the next start.
  await registerKiosk(central.store, kiosk, central.clock.wallMs());
  expect((await identity()).status).toBe(403);

  await offer(await invite());
  expect(await listed()).toMatchObject({ state: 'revoked', also: 'waiting' });
  expect(await act('approval', { fingerprint: fingerprint() })).toMatchObject({
    status: 409,
    json: { detail: 'keyKnown' },
  });
  const anew = makeKiosk(kiosk.kioskId, central.url, central.clock);
  await offer(await invite(), anew);
  const shown = keyFingerprint(anew.publicKey);
  expect((await act('approval', { fingerprint: shown })).status).toBe(204);
  expect((await identity(anew)).status).toBe(200);
  expect((await identity()).status).toBe(403);
});

test('a command line that still names the first key does not undo a later one', async () => {
  await registerKiosk(central.store, kiosk, central.clock.wallMs());
  const anew = makeKiosk(kiosk.kioskId, central.url, central.clock);
  await registerKiosk(central.store, anew, central.clock.wallMs());
  await registerKiosk(central.store, kiosk, central.clock.wallMs());
  expect((await identity(anew)).status).toBe(200);
  expect((await identity()).status).toBe(401);
});

test('every act is written down with who did it, and no code', async () => {
  const code = await invite();
  await offer(code);
  await act('approval', { fingerprint: fingerprint() });
  await act('revocation');
  const rows = await central.db
    .selectFrom('audit')
    .select(['actor', 'action', 'detail'])
    .where('detail', 'like', `${kiosk.kioskId}%`)
    .execute();
  expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'amal kioskInvited',
    `${kiosk.kioskId} kioskKeyWaits`,
    'amal kioskEnrolled',
    'amal kioskRevoked',
  ]);
  expect(JSON.stringify(rows)).not.toContain(code);
  expect(central.log()).not.toContain(code);
});
