/** The whole kiosk as processes, and somebody at a desk who watches it, as `npm start` brings them up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fleet, FleetRow, KioskPage, Timeline } from '../../contract/console.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { openDesk, type Desk } from './desk.ts';

let folder = '';
let rig: Rig;
let desk: Desk;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-console-'));
  rig = await startRig({ dataFolder: folder, console: true });
  desk = openDesk(rig.centralUrl ?? '');
  await desk.signIn('demo-viewer');
});
afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const read = async <T>(path: string): Promise<T> =>
  JSON.parse((await desk.get(`/console/api${path}`)).text) as T;
const row = async (): Promise<FleetRow | undefined> => (await read<Fleet>('/fleet')).kiosks[0];
const becomes = (wanted: Partial<FleetRow>): Promise<void> =>
  expect.poll(row, { timeout: 25_000, interval: 200 }).toMatchObject(wanted);

test('the reader is pulled and put back: the desk sees it stop, why, and sell again', async () => {
  await becomes({ state: 'selling', troubles: [], version: '0.1.0' });
  const kioskId = rig.config.kiosk.id;
  const page = await read<KioskPage>(`/kiosks/${kioskId}`);
  expect(page.row.place).toEqual(rig.config.kiosk.place);
  expect(page.catalogueVersion).toBeGreaterThan(0);

  await rig.control.terminal({ do: 'unplug' });
  await becomes({ state: 'notSelling', why: 'terminalAway' });
  await rig.control.terminal({ do: 'plug' });
  await becomes({ state: 'selling' });

  const now = Date.now();
  const range = new URLSearchParams({
    from: new Date(now - 600_000).toISOString(),
    to: new Date(now + 600_000).toISOString(),
  });
  const { entries } = await read<Timeline>(`/kiosks/${kioskId}/timeline?${range}`);
  const sales = entries.filter(({ subject }) => subject === 'sales').map(({ state }) => state);
  expect(sales).toEqual(['open', 'terminalAway']);
});

test('cut off for a while, it tells afterwards what happened meanwhile', async () => {
  await becomes({ state: 'selling' });
  await rig.control.network({ do: 'cut' });
  await rig.control.printer({ do: 'cover', open: true });
  const visitor = await rig.visitor();
  await visitor.until(({ printer }) => printer.coverOpen, 'the engine to see the open cover');
  await rig.control.printer({ do: 'cover', open: false });
  await visitor.until(({ printer }) => !printer.coverOpen, 'the engine to see the closed cover');
  await rig.control.network({ do: 'restore' });
  const covers = async (): Promise<readonly string[]> => {
    const now = Date.now();
    const range = `from=${new Date(now - 600_000).toISOString()}&to=${new Date(now + 600_000).toISOString()}`;
    const path = `/kiosks/${rig.config.kiosk.id}/timeline?${range}`;
    const { entries } = await read<Timeline>(path);
    return entries.filter(({ subject }) => subject === 'cover').map(({ state }) => state);
  };
  await expect.poll(covers, { timeout: 25_000, interval: 200 }).toEqual(['closed', 'open']);
});
