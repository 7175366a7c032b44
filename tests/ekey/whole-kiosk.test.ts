/** The whole kiosk as processes: signed in by phone, dues of two ministries paid with one card payment. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../../rig/processes.ts';
import { takePhone } from './phone.ts';

const SALMAN = '900101124';
let folder = '';
let rig: Rig;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-ekey-'));
  rig = await startRig({ dataFolder: folder, eKey: true, autoCard: true });
});
afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const filesBelow = (path: string): readonly string[] =>
  readdirSync(path).flatMap((name) => {
    const below = join(path, name);
    const found = statSync(below, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) return filesBelow(below);
    return found?.isFile() === true ? [below] : [];
  });

test('all dues in one list, paid in one go; no name and no token stays on the disk', async () => {
  const visitor = await rig.visitor();
  await visitor.until(
    ({ screen }) => screen.name === 'attract' && screen.cardsAccepted,
    'a kiosk that takes cards',
  );
  await visitor.do({ do: 'begin' });
  await visitor.do({ do: 'chooseLanguage', language: 'en' });
  await visitor.until(
    ({ screen }) => screen.name === 'services' && screen.signIn === 'ready',
    'the sign-in to be offered',
  );
  await visitor.do({ do: 'signIn' });
  const { screen } = await visitor.until(
    (view) => view.screen.name === 'signIn' && view.screen.code !== null,
    'the code',
  );
  if (screen.name !== 'signIn' || screen.code === null) throw new Error('unreachable');
  const phone = takePhone();
  expect(await phone.open(screen.code.url)).toContain(screen.code.text);
  await phone.confirm(SALMAN);

  const { maskedName } = await visitor.screen('signedIn');
  expect(maskedName.en).toBe('S*** Y*** A***');
  await visitor.do({ do: 'thatIsMe' });
  const dues = await visitor.screen('dues');
  expect(dues.ministries.length).toBe(2);
  expect(JSON.stringify(dues)).not.toContain(SALMAN);
  const billIds = dues.ministries.flatMap(({ groups }) =>
    groups.flatMap(({ bills }) => bills.map(({ billId }) => billId)),
  );
  expect(billIds.length).toBeGreaterThan(1);
  await visitor.do({ do: 'chooseBills', billIds });
  expect((await visitor.screen('confirm')).lines).toHaveLength(billIds.length);
  await visitor.do({ do: 'pay' });
  const outcome = await visitor.screen('outcome');
  expect(outcome.kind).toBe('paid');
  await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.receipt === 'printed',
    'the receipt',
  );
  await visitor.do({ do: 'finish' });
  await visitor.screen('goodbye');

  const kept = filesBelow(folder).filter((path) => !path.includes('/central/'));
  expect(kept.length).toBeGreaterThan(5);
  for (const path of kept) {
    const text = readFileSync(path).toString('latin1');
    for (const secret of ['Salman', 'Yusuf', 'eyJ', screen.code.text])
      expect(text.includes(secret), `${secret} in ${path}`).toBe(false);
  }
});
