/** Acts from a desk that need the shell: its page's picture, what is personal blacked out, and a new page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { KioskActs, ListedRemoteAct } from '../../contract/console-remote-acts.ts';
import { startRig } from '../../rig/processes.ts';
import { openDesk } from '../console/desk.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { briskly } from './briskly.ts';
import { citizenAt } from './citizen.ts';
import { openElectron } from './surface.ts';

const ACCOUNT = '12345678';

test('a picture of a citizen’s screen shows nothing of theirs; a restarted page is a new one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khidma-e2e-'));
  await withPreparedCentral(folder);
  const rig = await startRig({ dataFolder: folder, console: true, pace: 60, adjust: briskly });
  const { app, page, close } = await openElectron(rig);
  const desk = openDesk(rig.centralUrl ?? '');
  await desk.signIn('demo-operator');
  const path = `/console/api/kiosks/${rig.config.kiosk.id}/acts`;
  const latest = async (): Promise<ListedRemoteAct | undefined> =>
    (JSON.parse((await desk.get(path)).text) as KioskActs).acts[0];
  const ask = async (act: string): Promise<void> => {
    expect((await desk.post(path, { act, because: 'a citizen rang us' })).status).toBe(204);
  };

  const citizen = citizenAt(page, 'en');
  await citizen.begins();
  await citizen.findsBills('Electricity and water bill', ACCOUNT);
  await ask('takePicture');
  await expect.poll(latest).toMatchObject({ state: 'done', hasPicture: true });
  const { actId = '' } = (await latest()) ?? {};
  const cookies = [...desk.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${rig.centralUrl ?? ''}${path}/${actId}/picture`, {
    headers: { cookie: cookies },
  });
  const jpeg = Buffer.from(await answer.arrayBuffer());
  if (process.env['KHIDMA_PICTURES'] !== undefined)
    await writeFile(join(process.env['KHIDMA_PICTURES'], 'remote-picture.jpg'), jpeg);
  // Looked at with another browser: how large it is, and how much of it is black where the amount stood.
  const heading = await page.getByText(/BHD/u).first().boundingBox();
  const window = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getContentBounds(),
  );
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const viewer = await browser.newPage();
  const seen = await viewer.evaluate(
    async ({ data, at, size }) => {
      const image = new Image();
      image.src = `data:image/jpeg;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const scale = image.width / size.width;
      const [x = 0, y = 0, width = 1, height = 1] = [at.x, at.y, at.width, at.height].map(
        (side) => side * scale,
      );
      const pixels = context?.getImageData(x, y, Math.max(1, width), Math.max(1, height)).data;
      const light = [...(pixels ?? [255])].filter((value, index) => index % 4 !== 3 && value > 60);
      return { width: image.width, height: image.height, light: light.length };
    },
    {
      data: jpeg.toString('base64'),
      at: heading ?? { x: 0, y: 0, width: 1, height: 1 },
      size: window ?? { width: 1, height: 1 },
    },
  );
  await browser.close();
  expect(Math.max(seen.width, seen.height)).toBe(960);
  expect(seen.light).toBe(0);

  // Somebody stands here: the restart waits until they have gone.
  await ask('restartScreen');
  await page.evaluate(() => {
    document.title = 'the old page';
  });
  await citizen.touches(citizen.words.frame.startOver);
  await expect.poll(latest).toMatchObject({ act: 'restartScreen', state: 'done' });
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
    .not.toBe('the old page');

  await close();
  await rig.stop();
  await rm(folder, { recursive: true, force: true });
});
