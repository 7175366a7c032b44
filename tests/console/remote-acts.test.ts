/** Acts asked of a kiosk from a desk, fetched, checked and answered as its contract describes it. */
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KioskActs, ListedRemoteAct } from '../../contract/console-remote-acts.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import type { Desk } from './desk.ts';
import { openStage, type Stage } from './stage.ts';

type Waiting = {
  readonly actId: string;
  readonly signed: { readonly act: string; readonly signature: string };
};

const DAY_MS = 86_400_000;
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64');

let stage: Stage;
let kiosk: KioskClient;
let other: KioskClient;
const desks = new Map<string, Desk>();
const desk = (role: 'viewer' | 'operator' | 'administrator'): Desk => {
  const found = desks.get(role);
  if (found === undefined) throw new Error('nobody of that role');
  return found;
};

beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.central.kiosk('kiosk-1');
  other = await stage.central.kiosk('kiosk-2');
  for (const role of ['viewer', 'operator', 'administrator'] as const) {
    const one = stage.desk();
    await one.signIn(`demo-${role}`);
    desks.set(role, one);
  }
});
afterAll(() => stage.stop());

const ask = async (
  act: string,
  {
    by = 'operator',
    at = 'kiosk-1',
  }: { by?: 'viewer' | 'operator' | 'administrator'; at?: string } = {},
): Promise<number> => {
  stage.central.clock.advance(1_000);
  const answer = await desk(by).post(`/console/api/kiosks/${at}/acts`, {
    act,
    because: 'as agreed',
  });
  return answer.status;
};
const listed = async (at = 'kiosk-1'): Promise<readonly ListedRemoteAct[]> => {
  const answer = await desk('viewer').get(`/console/api/kiosks/${at}/acts`);
  return (JSON.parse(answer.text) as KioskActs).acts;
};
const fetched = async (client: KioskClient = kiosk): Promise<readonly Waiting[]> => {
  const reply = await client.call('GET', '/v1/kiosks/acts');
  expect(reply.status).toBe(200);
  return (reply.json as { acts: Waiting[] }).acts;
};
const answer = async (actId: string, said: unknown, client: KioskClient = kiosk): Promise<number> =>
  (await client.call('PUT', `/v1/kiosks/acts/${actId}`, said)).status;
const only = (acts: readonly Waiting[]): Waiting => {
  const [one, ...more] = acts;
  if (one === undefined || more.length > 0) throw new Error(`${String(acts.length)} acts wait`);
  return one;
};

test('the kiosk gets what was asked, for it alone, and can verify it with the key it was given', async () => {
  expect(await ask('lock')).toBe(204);
  const { actId, signed } = only(await fetched());
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: stage.central.catalogueKey.publicKey },
    format: 'jwk',
  });
  const text = Buffer.from(`khidma-remote-act-v1\n${signed.act}`);
  expect(verify(null, text, key, Buffer.from(signed.signature, 'base64url'))).toBe(true);
  const now = stage.central.clock.wallMs();
  expect(JSON.parse(signed.act)).toEqual({
    v: 1,
    actId,
    kioskId: 'kiosk-1',
    act: 'lock',
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + DAY_MS).toISOString(),
    by: 'Ali Mansoor',
    because: 'as agreed',
  });
  expect(await fetched(other)).toEqual([]);
  expect(await answer(actId, { outcome: 'done' }, other)).toBe(404);
  expect((await listed())[0]).toMatchObject({ act: 'lock', state: 'waiting', by: 'Ali Mansoor' });

  // Asked twice, it would be done twice.
  expect(await ask('lock')).toBe(409);
  expect(await answer(actId, { outcome: 'refused', reason: 'payment' })).toBe(200);
  expect(await answer(actId, { outcome: 'done' })).toBe(200);
  expect((await listed())[0]).toMatchObject({ state: 'refused', reason: 'payment' });
  expect(await fetched()).toEqual([]);
});

test('what nobody fetched in its time is over', async () => {
  expect(await ask('restartScreen')).toBe(204);
  stage.central.clock.advance(600_000);
  expect(await fetched()).toEqual([]);
  expect((await listed())[0]).toMatchObject({ act: 'restartScreen', state: 'expired' });
  expect(await ask('restartScreen')).toBe(204);
  await answer(only(await fetched()).actId, { outcome: 'done' });
});

test('a viewer asks for nothing; the machine and the key are for administrators', async () => {
  expect(await ask('unlock', { by: 'viewer' })).toBe(403);
  expect(await ask('restartMachine')).toBe(403);
  expect(await ask('rotateKey')).toBe(403);
  expect(await fetched()).toEqual([]);
  expect(await ask('rotateKey', { by: 'administrator' })).toBe(204);
  await answer(only(await fetched()).actId, { outcome: 'done' });
  expect(await ask('openTheDoor')).toBe(400);
  expect(await ask('lock', { at: 'kiosk-404' })).toBe(404);
});

test('a picture is for operators, and that they looked is written down; after a week it is gone', async () => {
  await ask('takePicture');
  const { actId } = only(await fetched());
  expect(await answer(actId, { outcome: 'done', picture: 'R0lGODlh' })).toBe(400);
  expect(await answer(actId, { outcome: 'done', picture: PICTURE })).toBe(200);
  expect((await listed())[0]).toMatchObject({ state: 'done', hasPicture: true });
  const path = `/console/api/kiosks/kiosk-1/acts/${actId}/picture`;
  expect((await desk('viewer').get(path)).status).toBe(403);
  const seen = await desk('operator').get(path);
  expect(seen.status).toBe(200);
  expect(seen.headers.get('content-type')).toBe('image/jpeg');
  expect(seen.headers.get('cache-control')).toContain('no-store');
  expect((await desk('operator').get(path.replace('kiosk-1', 'kiosk-2'))).status).toBe(404);
  const looks = await stage.central.db
    .selectFrom('audit')
    .select(['actor', 'detail'])
    .where('action', '=', 'kioskPictureSeen')
    .execute();
  expect(looks).toEqual([{ actor: 'staff/demo-operator', detail: `kiosk-1: ${actId}` }]);

  stage.central.clock.advance(8 * DAY_MS);
  for (const [role, one] of desks) await one.signIn(`demo-${role}`);
  await ask('takePicture');
  await answer(only(await fetched()).actId, { outcome: 'done', picture: PICTURE });
  expect((await desk('operator').get(path)).status).toBe(404);
});

test('a stolen kiosk is revoked at once, by its name; it hears and does nothing any more', async () => {
  await ask('unlock', { at: 'kiosk-2' });
  const path = '/console/api/kiosks/kiosk-2/revocation';
  const stolen = { kioskId: 'kiosk-2', because: 'taken out of the mall by night' };
  expect((await desk('operator').post(path, stolen)).status).toBe(403);
  const another = { ...stolen, kioskId: 'kiosk-1' };
  expect((await desk('administrator').post(path, another)).status).toBe(400);
  expect((await other.call('GET', '/v1/kiosks/acts')).status).toBe(200);
  expect((await desk('administrator').post(path, stolen)).status).toBe(204);
  const refused = await other.call('GET', '/v1/kiosks/acts');
  expect(refused.status).toBe(403);
  expect(refused.json).toMatchObject({ code: 'kioskRevoked' });
  expect(await ask('lock', { at: 'kiosk-2' })).toBe(409);
});
