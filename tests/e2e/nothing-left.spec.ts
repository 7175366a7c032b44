/** After the goodbye nothing of the citizen is left: not in the page, not in the engine, not in a file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { KioskView, Screen } from '../../contract/view.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { rigPaths } from '../../rig/processes/paths.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { USUAL_PAD } from '../../contract/audio.ts';
import { piecesOf, spelt } from '../../engine/speech/spelling.ts';
import { earIn } from '../speech/ear.ts';
import { briskly } from './briskly.ts';
import { citizenAt } from './citizen.ts';
import { CANARY, PERSONAL, plantCanaries, type Canaries } from './privacy/canaries.ts';
import { canariesInHeap, WHOLE_STRINGS } from './privacy/heap.ts';
import { engineHeap, pageHeap, WITH_INSPECTOR } from './privacy/inspected.ts';
import { keptBelow, keptByPage, keptInFiles, without } from './privacy/kept.ts';
import { openSurface, type Surface } from './surface.ts';

type Outcome = Extract<Screen, { name: 'outcome' }>;

type Watched = {
  /** Every frame that the page was sent, as text. */
  readonly frames: readonly string[];
  readonly outcome: () => Outcome;
};

/** What the engine tells the page, read beside the page and not in it. */
const watch = (page: Page): Watched => {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  return {
    frames,
    outcome: () => {
      const last = frames.findLast((frame) => frame.includes('"name":"outcome"'));
      const { result } = JSON.parse(last ?? '{}') as { result?: { data?: KioskView } };
      const screen = result?.data?.screen;
      if (screen?.name !== 'outcome') throw new Error('no outcome was shown');
      return screen;
    },
  };
};

/** The renewal's second question: nobody types before it stands there. */
const ASKED_NEXT = 'أدخل الرقم الشخصي';

const engineLog = (rig: Rig): string => join(rig.paths.logs, 'engine.log');

/** Types, key by key, as a person does: nothing of it may come from the test's own words in the page. */
const presses = async (page: Page, keys: string): Promise<void> => {
  for (const key of keys) await page.getByRole('button', { name: key, exact: true }).click();
};

test('nothing of a visit is left after the goodbye', async ({}, info) => {
  test.setTimeout(240_000); // Snapshots of a whole heap, searched four times.
  const folder = await mkdtemp(join(tmpdir(), 'khidma-e2e-'));
  // What is said through the headset is forgotten as well; the ear itself remembers it elsewhere.
  const earFolder = await mkdtemp(join(tmpdir(), 'khidma-ear-'));
  const ear = earIn(earFolder);
  await withPreparedCentral(folder);
  await plantCanaries(join(rigPaths(folder).central, 'database'));
  const rig = await startRig({
    dataFolder: folder,
    ui: 'loopback',
    pace: 60,
    adjust: (draft) => {
      const brisk = briskly(draft);
      return { ...brisk, timing: { ...brisk.timing, goodbyeMs: 500 }, audio: ear.audio };
    },
    engineEnv: WITH_INSPECTOR,
  });
  const surface = info.project.metadata['surface'] as Surface;
  const { page, said, profile, close } = await openSurface(surface, rig, [
    `--js-flags=${WHOLE_STRINGS}`,
  ]);
  const { frames, outcome } = watch(page);
  // A socket that was open before is not watched.
  await page.reload();
  const citizen = citizenAt(page, 'ar');
  const { words } = citizen;

  await citizen.begins();
  await page.keyboard.press(USUAL_PAD.repeat[0] ?? '');
  await expect.poll(() => ear.heard().length).toBeGreaterThan(0);
  await citizen.touches(new RegExp(`^${words.services.search.open}$`, 'u'));
  await presses(page, CANARY.searched);
  await citizen.touches(words.frame.back);
  await citizen.touches('تجديد تسجيل المركبة');
  await presses(page, CANARY.mistyped.plate);
  await citizen.touches(words.reference.next);
  await citizen.sees(ASKED_NEXT);
  await citizen.enters(CANARY.mistyped.personalNumber);
  await citizen.sees(words.notice.kind.unknownReference.happened);
  await citizen.touches(words.notice.reenter);
  await citizen.touches(words.frame.back);
  await presses(page, CANARY.plate);
  await citizen.touches(words.reference.next);
  await citizen.sees(ASKED_NEXT);
  // Dues are shown on request alone: without the number nothing of the account has come to the page.
  for (const known of [CANARY.payerName, CANARY.title.ar, CANARY.detail.ar, '"name":"bills"']) {
    expect(
      frames.some((frame) => frame.includes(known)),
      known,
    ).toBe(false);
  }
  const keypad = page.getByRole('group', { name: words.reference.keypad });
  for (const digit of CANARY.personalNumber) {
    await keypad.getByRole('button', { name: digit, exact: true }).click();
  }
  await page.locator('.reference-field').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => ear.heard().join(' ')).toContain(spelt(CANARY.personalNumber, 'ar'));
  await citizen.touches(words.reference.find);
  await citizen.sees(words.bills.title);

  // The search finds what is there: it is shown now, and nobody has said goodbye.
  expect(await keptByPage(page, { name: CANARY.payerName })).toContain('name in document');
  const shown = { name: CANARY.payerName, title: CANARY.title.ar };
  expect(canariesInHeap(await pageHeap(page), shown)).not.toEqual([]);
  expect(canariesInHeap(await engineHeap(engineLog(rig)), shown)).not.toEqual([]);

  await citizen.touches(words.bills.continue);
  await citizen.touches(words.confirm.pay);
  await citizen.sees(words.paying.prompt.presentCard.title);
  await rig.control.terminal({ do: 'insertCard' });
  await citizen.sees(words.outcome.kind.paid.happened);
  await expect(page.getByText(words.outcome.receipt.printed)).toBeVisible();
  // The receipt by email besides: where it goes is shown masked from then on, and forgotten with the visit.
  await citizen.touches(words.send.open);
  await citizen.touches(words.send.email.choose);
  await presses(page, CANARY.mailbox);
  await page.getByRole('button', { name: CANARY.mailAt, exact: true }).click();
  await citizen.touches(new RegExp(`^${words.send.send}$`, 'u'));
  await citizen.sees(words.outcome.kind.paid.happened);
  await expect(page.getByText(words.send.onItsWay)).toBeVisible();
  const { paymentId, shortId, slipUrl } = outcome();
  await citizen.touches(words.outcome.finish);
  await citizen.sees(words.goodbye.title);
  await citizen.sees(words.attract.title);

  // Whoever looks over a shoulder later sees masked numbers: the page itself was never told more.
  const { plate, personalNumber, mistyped } = CANARY;
  const all = [plate, personalNumber, mistyped.plate, mistyped.personalNumber, CANARY.mailbox];
  for (const typed of all) {
    expect
      .soft(
        frames.some((frame) => frame.includes(typed)),
        typed,
      )
      .toBe(false);
  }

  // As the receipt was read out: the last that was said, and what a key would have said again.
  const speltNumber = piecesOf(spelt(shortId, 'ar'), 'ar')
    .map(({ text }) => text)
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  expect(ear.heard().join('\n')).toContain(speltNumber);
  const slipCode = slipUrl?.split('/').at(-1) ?? '';
  expect(slipCode).toMatch(/^[0-9A-Z]{18}$/u);
  const secret: Canaries = {
    ...PERSONAL,
    'slip code': slipCode,
    'number in words': spelt(personalNumber, 'ar'),
    'payment number in words': speltNumber,
  };
  // The engine answers for its payments for years, by their numbers; the page forgets those too.
  const ofThePayment: Canaries = { ...secret, 'payment id': paymentId, 'short id': shortId };

  expect.soft(await keptByPage(page, ofThePayment)).toEqual([]);
  expect.soft(canariesInHeap(await pageHeap(page), ofThePayment)).toEqual([]);
  expect.soft(canariesInHeap(await engineHeap(engineLog(rig)), secret)).toEqual([]);
  expect.soft(keptInFiles(rig.paths, secret)).toEqual([]);
  expect.soft(without('what page and shell say', said(), ofThePayment)).toEqual([]);
  expect.soft(profile === null ? [] : keptBelow(profile, ofThePayment)).toEqual([]);
  // The journal knows the payment, and says nothing more in clear.
  expect(keptInFiles(rig.paths, { payment: paymentId }).join()).toContain('in journal.sqlite');

  await close();
  await rig.stop();
  await rm(folder, { recursive: true, force: true });
  await rm(earFolder, { recursive: true, force: true });
});
