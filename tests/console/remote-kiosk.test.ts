/** The whole kiosk as processes, acted on from a desk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KioskPage } from '../../contract/console.ts';
import type { KioskActs, ListedRemoteAct } from '../../contract/console-remote-acts.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { outcome, prompted } from '../payments/kiosk.ts';
import { accounts, hurried, walkToConfirm } from '../payments/visits.ts';
import { openDesk, type Desk } from './desk.ts';

const WAIT = { timeout: 40_000, interval: 200 };

const nextAccount = accounts();

let folder = '';
let rig: Rig;
let desk: Desk;
let path = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-remote-'));
  rig = await startRig({ dataFolder: folder, console: true, adjust: hurried });
  desk = openDesk(rig.centralUrl ?? '');
  await desk.signIn('demo-administrator');
  path = `/console/api/kiosks/${rig.config.kiosk.id}`;
});
afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page = async (): Promise<KioskPage> => JSON.parse((await desk.get(path)).text) as KioskPage;
const latest = async (): Promise<ListedRemoteAct | undefined> =>
  (JSON.parse((await desk.get(`${path}/acts`)).text) as KioskActs).acts[0];
const ask = async (act: string): Promise<void> => {
  const asked = await desk.post(`${path}/acts`, { act, because: 'somebody reported smoke' });
  expect(asked.status).toBe(204);
};
const comesTo = (wanted: Partial<ListedRemoteAct>): Promise<void> =>
  expect.poll(latest, WAIT).toMatchObject(wanted);

test('locked, it sells nothing and says so, over a restart too; unlocked it sells', async () => {
  await expect.poll(async () => (await page()).row.state, WAIT).toBe('selling');
  const visitor = await rig.visitor();
  await ask('lock');
  await comesTo({ act: 'lock', state: 'done' });
  const shown = await visitor.until(
    ({ screen }) => screen.name === 'outOfService',
    'the kiosk to be locked',
  );
  expect(shown.screen).toMatchObject({ reason: 'locked' });
  expect(await visitor.client.api.intent.mutate({ do: 'begin' })).toMatchObject({
    accepted: false,
  });
  await expect.poll(async () => (await page()).row, WAIT).toMatchObject({ why: 'locked' });

  await rig.restartEngine();
  const after = await rig.visitor();
  expect(after.view.screen).toMatchObject({ name: 'outOfService', reason: 'locked' });
  await ask('unlock');
  await after.until(({ screen }) => screen.name === 'attract', 'the kiosk to sell again');
  await comesTo({ act: 'unlock', state: 'done' });
});

test('its engine begins anew and tells so itself; the list of services and the key are new', async () => {
  const { startedAt } = await page();
  await ask('restartEngine');
  await comesTo({ act: 'restartEngine', state: 'done' });
  await expect.poll(async () => (await page()).startedAt, WAIT).not.toBe(startedAt);
  await ask('fetchCatalogue');
  await comesTo({ act: 'fetchCatalogue', state: 'done' });
  const visitor = await rig.visitor();
  const before = await visitor.client.api.identity.query();
  await ask('rotateKey');
  await comesTo({ act: 'rotateKey', state: 'done' });
  const identity = await visitor.client.api.identity.query();
  expect(identity?.state).toBe('active');
  expect(identity?.keyId).not.toBe(before?.keyId);
});

test('while somebody pays nothing of it is done', async () => {
  const visitor = await rig.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await ask('lock');
  await comesTo({ act: 'lock', state: 'refused', reason: 'payment' });
  await rig.control.terminal({ do: 'insertCard' });
  await outcome(visitor, 'paid', 'printed');
});
