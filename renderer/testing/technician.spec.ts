/** The staff's screens: the way in, the way back, and nothing of either in the citizens' code. */
import AxeBuilder from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import arabic from '../../locales/ar/technician.json' with { type: 'json' };
import english from '../../locales/en/technician.json' with { type: 'json' };
import arabicDevices from '../../locales/ar/devices.json' with { type: 'json' };
import englishDevices from '../../locales/en/devices.json' with { type: 'json' };
import type { Language } from '../../contract/language.ts';
import { listening } from './audio-views.ts';
import { expect, test } from './browser.ts';
import {
  aCondition,
  aDrill,
  aJournal,
  aProposal,
  aStory,
  asking,
  drillOver,
  foundPayments,
  inside,
  locked,
  someNumbers,
  someSettings,
  staffView,
} from './technician-views.ts';
import { BUILT_PAGE } from './page-server.ts';
import { inLanguage, viewOf } from './views.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const words = { ar: arabic, en: english };
const deviceWords = { ar: arabicDevices, en: englishDevices };
const STANDING = { columns: 9, rows: 16 };
const LYING = { columns: 15, rows: 12 };
const LANGUAGES: readonly Language[] = ['ar', 'en'];
const attract = viewOf({ name: 'attract', cardsAccepted: true, payable: [], notices: [] });

/** Kept where the pictures are asked for; the checks are the same. */
const looksRight = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, 'wider than the screen').toBeLessThanOrEqual(0);
  const folder = process.env['KHIDMA_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const size = page.viewportSize()?.height === 1024 ? 'landscape' : 'portrait';
  await page.screenshot({ path: join(folder, `${name}-${size}.png`) });
};

const type = async (page: Page, digits: string): Promise<void> => {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
};
const signIn = async (page: Page, language: Language, pin: string): Promise<void> => {
  const own = words[language].asking;
  await type(page, '1001');
  await page.getByRole('button', { name: own.next }).click();
  await type(page, pin);
  await page.getByRole('button', { name: own.enter }).click();
};

for (const language of LANGUAGES) {
  test(`asks for number and PIN, and shows neither PIN nor which was wrong (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].asking;
    await show(inLanguage(asking, language));
    await expect(page.getByRole('heading', { name: own.title })).toBeVisible();
    await type(page, '1001');
    await page.getByRole('button', { name: own.next }).click();
    await type(page, '0000');
    await expect(page.locator('[data-field=pin]')).toHaveText('••••');
    await looksRight(page, `asking-${language}`);
    await page.getByRole('button', { name: own.enter }).click();
    await expect(page.getByText(own.wrong)).toBeVisible();
    await expect(page.locator('[data-field=number]')).toHaveText('');
    await expect(page.locator('[data-field=pin]')).toHaveText('');
    expect(engine.staff.tried).toEqual([{ number: '1001', pin: '0000' }]);
    await page.getByRole('button', { name: own.back }).click();
    await expect.poll(() => engine.staff.gate).toEqual(['close']);
  });

  test(`says how long it is locked (${language})`, async ({ kiosk: { page, show } }) => {
    await show(inLanguage(locked, language));
    await expect(page.getByText(words[language].asking.locked)).toBeVisible();
    await expect(page.getByText(/12:3[0-9]/u)).toBeVisible();
    await looksRight(page, `locked-${language}`);
  });

  test(`inside: who it is, a warning before the end, and the way out (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language];
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await expect(page.getByRole('heading', { name: own.home.title })).toBeVisible();
    await expect(page.getByText(staffView.who.name)).toBeVisible();
    await looksRight(page, `inside-${language}`);
    engine.staff.show({ ...staffView, idleWarning: { msLeft: 30_000 } });
    await expect(page.getByRole('alertdialog', { name: own.idle.title })).toBeVisible();
    await looksRight(page, `idle-${language}`);
    await page.getByRole('button', { name: own.idle.stay }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'stillHere' });
    engine.staff.show({
      ...staffView,
      lock: { at: '2026-11-22T10:30:00Z', by: 'Ali Mansoor', because: 'Smoke was reported' },
    });
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(page.getByText('Smoke was reported')).toBeVisible();
    await looksRight(page, `locked-by-desk-${language}`);
    engine.staff.show(staffView);
    await expect(page.getByText('Smoke was reported')).toHaveCount(0);
    await page.getByRole('button', { name: own.inside.leave }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'leave' });
    await show(inLanguage(attract, language));
    await expect(page.locator('.attract-touch')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  });
}

for (const language of LANGUAGES) {
  test(`a swapped printer and a terminal that is tried, in words (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language];
    const said = deviceWords[language];
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: said.role.printer }).click();
    await expect(page.getByText(own.advice.swapped)).toBeVisible();
    await looksRight(page, `swapped-${language}`);
    await page.getByRole('button', { name: own.device.back }).click();
    await page.getByRole('button', { name: said.role.terminal }).click();
    await page.getByRole('button', { name: own.device.try.terminal }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'try', role: 'terminal', language });
    engine.staff.show({ ...staffView, trial: { role: 'terminal', result: null } });
    await expect(page.getByText(own.trial.running.terminal)).toBeVisible();
    engine.staff.show({
      ...staffView,
      trial: {
        role: 'terminal',
        result: {
          kind: 'terminal',
          ready: true,
          status: '00',
          hostReachable: true,
          terminalId: '12345678',
          undelivered: 0,
        },
      },
    });
    await expect(page.getByText(own.trial.ready)).toBeVisible();
    await looksRight(page, `tried-${language}`);
  });
}

for (const language of LANGUAGES) {
  test(`two swapped devices change places (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language];
    const said = deviceWords[language];
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: said.role.printer }).click();
    await page.getByRole('button', { name: own.bind.open }).click();
    await expect(page.getByRole('button', { name: own.bind.apply })).toBeDisabled();
    // The likely one stands first.
    await expect(page.locator('.staff-place').first()).toContainText('EPSON');
    await page.locator('.staff-place').first().click();
    await expect(page.getByText(own.bind.exchange)).toBeVisible();
    await page.getByRole('button', { name: own.bind.listen }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'listen', on: true });
    engine.staff.show({ ...staffView, listening: { heard: ['/dev/ttyACM1'] } });
    await expect(page.getByRole('button', { name: own.bind.heard })).toContainText('Honeywell');
    await looksRight(page, `listening-${language}`);
    await page.getByRole('button', { name: 'Epson TM-T88', exact: true }).click();
    await looksRight(page, `bind-${language}`);
    await page.getByRole('button', { name: own.bind.apply }).click();
    await expect(page.getByText(own.bind.applied)).toBeVisible();
    expect(engine.staff.acts).toContainEqual({
      do: 'bind',
      wish: { role: 'printer', place: '/dev/ttyACM0', profile: 'epson-tm-t88' },
    });
    await page.getByRole('button', { name: own.bind.back }).click();
    await page.getByRole('button', { name: own.device.back }).click();
    engine.staff.show({
      ...staffView,
      binding: { state: 'takenBack', roles: ['printer', 'scanner'], msLeft: null },
    });
    await expect(page.getByText(own.bind.state.takenBack)).toBeVisible();
    await looksRight(page, `taken-back-${language}`);
  });
}

for (const language of LANGUAGES) {
  test(`a payment that waits: its story, sent again, given to operators after two questions (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].numbers;
    const [waiting] = someNumbers.open;
    if (waiting === undefined) throw new Error('no payment');
    const { paymentId } = waiting;
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'countUp', on: true });
    engine.staff.show({ ...staffView, numbers: someNumbers });
    await expect(page.getByRole('heading', { name: own.title })).toBeVisible();
    await looksRight(page, `numbers-${language}`);
    await page.getByRole('button', { name: waiting.number }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'lookAt', paymentId });
    engine.staff.show({ ...staffView, numbers: { ...someNumbers, looked: aStory } });
    await expect(page.getByText(own.step.confirmed)).toBeVisible();
    await page.getByRole('button', { name: own.resubmit }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'resubmit', paymentId });
    await page.getByRole('button', { name: own.reason.takesTooLong }).click();
    await expect(page.getByText(own.sure)).toBeVisible();
    await looksRight(page, `story-${language}`);
    const given = { do: 'handOver', paymentId, reason: 'takesTooLong' } as const;
    expect(engine.staff.acts).not.toContainEqual(given);
    await page.getByRole('button', { name: own.yes }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual(given);
    await expect(page.getByText(own.sure)).toHaveCount(0);
    await page.getByRole('button', { name: own.back }).click();
    await expect(page.getByRole('heading', { name: own.title })).toBeVisible();
    engine.staff.show({ ...staffView, numbers: { ...someNumbers, open: [], payments: 0 } });
    await expect(page.getByText(own.none)).toBeVisible();
  });
}

for (const language of LANGUAGES) {
  test(`settings: typed, looked at, put on trial with a reason (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].settings;
    const field = 'kiosk.panel.lowerEdgeMm';
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open, exact: true }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'settings', on: true });
    engine.staff.show({ ...staffView, settings: someSettings });
    await expect(page.getByRole('button', { name: own.look })).toBeDisabled();
    await looksRight(page, `settings-${language}`);
    await page.getByRole('button', { name: own.field.panelEdge }).click();
    await page.getByRole('button', { name: own.clear }).click();
    for (const digit of '950') await page.getByRole('button', { name: digit, exact: true }).click();
    await looksRight(page, `setting-${language}`);
    await page.getByRole('button', { name: own.take }).click();
    await page.getByRole('button', { name: own.field.cardReader }).click();
    await page.getByRole('button', { name: own.option.left }).click();
    await page.getByRole('button', { name: own.take }).click();
    await page.getByRole('button', { name: own.look }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({
        do: 'propose',
        from: { kind: 'fields', values: { [field]: '950', 'kiosk.cardReader': 'left' } },
      });
    engine.staff.show({ ...staffView, settings: { ...someSettings, proposal: aProposal } });
    await expect(page.getByText('950')).toBeVisible();
    await expect(page.getByRole('button', { name: own.apply })).toBeDisabled();
    await page.getByRole('button', { name: own.reasons.moved }).click();
    await looksRight(page, `proposal-${language}`);
    await page.getByRole('button', { name: own.apply }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'applySettings', why: 'moved' });
    await expect(page.getByText(own.applied)).toBeVisible();
  });

  test(`settings that are not allowed say where and what may stand there (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].settings;
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open, exact: true }).click();
    engine.staff.show({ ...staffView, settings: someSettings });
    await page.getByRole('button', { name: '/media/stick/khidma-KSK-1.json' }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({
        do: 'propose',
        from: { kind: 'file', name: '/media/stick/khidma-KSK-1.json' },
      });
    const problem = {
      code: 'notValid',
      path: 'kiosk.panel.heightMm',
      allowed: '100 – 2000',
    } as const;
    engine.staff.show({
      ...staffView,
      settings: { ...someSettings, proposal: { changes: [], problem } },
    });
    await expect(page.getByText(own.field.panelHeight)).toBeVisible();
    await expect(page.getByRole('button', { name: own.apply })).toHaveCount(0);
    await looksRight(page, `not-allowed-${language}`);
    await page.getByRole('button', { name: own.discard }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'propose', from: null });
  });
}

for (const language of LANGUAGES) {
  test(`the network fails at one stage, and says what to do (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language];
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.home.network }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'testNetwork' });
    engine.staff.show({
      ...staffView,
      network: [
        { stage: 'link', state: 'good', code: 'fine', detail: 'eth0 10.20.0.17' },
        { stage: 'dns', state: 'good', code: 'fine', detail: '10.1.4.2' },
        { stage: 'tls', state: 'bad', code: 'notYetValid', detail: 'CERT_NOT_YET_VALID' },
        { stage: 'gateway', state: 'waiting', code: null, detail: null },
        { stage: 'clock', state: 'waiting', code: null, detail: null },
      ],
    });
    await expect(page.getByText(own.network.code.notYetValid)).toBeVisible();
    await looksRight(page, `network-${language}`);
  });

  test(`sound is tried and each key of the pad is seen (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language];
    await show(inLanguage({ ...asking, audio: listening }, language));
    await signIn(page, language, '204060');
    await show(inLanguage({ ...inside, audio: listening }, language));
    await page.getByRole('button', { name: own.home.sound }).click();
    await page.getByRole('button', { name: own.sound.say }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'trySound', language });
    engine.staff.show({ ...staffView, sound: 'said' });
    await expect(page.getByText(own.sound.state.said)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    await expect(page.getByText(`✓ ${own.sound.pressed}`)).toHaveCount(2);
    await page.keyboard.press('F2');
    await expect(page.getByText(own.sound.other)).toBeVisible();
    await looksRight(page, `sound-${language}`);
  });

  test(`a field of the panel that never answers is shown (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    test.slow();
    const own = words[language];
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.home.touch }).click();
    await expect(page.getByRole('heading', { name: own.touch.title })).toBeVisible();
    await looksRight(page, `touch-${language}`);
    const { columns, rows } = page.viewportSize()?.height === 1024 ? LYING : STANDING;
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    for (let row = 0; row < rows; row++) {
      // One finger along each row; the last field of the last is dead.
      const last = row === rows - 1 ? columns - 2 : columns - 1;
      const y = ((row + 0.5) * height) / rows;
      await page.mouse.move((0.5 * width) / columns, y);
      await page.mouse.down();
      await page.mouse.move(((last + 0.5) * width) / columns, y, { steps: 2 * columns });
      await page.mouse.up();
    }
    await expect(page.locator('.staff-grid .dark')).toHaveCount(columns * rows - 1);
    // By itself, once nothing is touched any more.
    await expect(page.getByText(own.touch.missed)).toBeVisible({ timeout: 25_000 });
    await expect(page.locator('.staff-grid .dark')).toHaveAttribute(
      'data-cell',
      String(columns * rows - 1),
    );
    expect(engine.staff.acts).toContainEqual({
      do: 'touchTested',
      fields: columns * rows,
      missed: 1,
    });
    await looksRight(page, `touched-${language}`);
  });
}

test('while a payment runs it only says that it waits, and takes no touch', async ({
  kiosk: { page, show },
}) => {
  await show({ ...attract, staff: { at: 'waiting', lockedMs: null } });
  await expect(page.getByText(arabic.waiting)).toBeVisible();
  await expect(page.locator('.attract-touch')).toBeVisible();
});

const hold = async (page: Page, x: number, y: number, ms: number): Promise<void> => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForTimeout(ms); // the gesture itself is a length of time
  await page.mouse.up();
};

test('the gesture is two corners held in turn; a touch there, or one corner alone, is a citizen’s', async ({
  kiosk: { page, show, engine },
}) => {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.waitForLoadState('networkidle');
  await show(attract);
  await hold(page, 20, 20, 2_300);
  await hold(page, width - 20, height - 20, 2_300);
  await expect.poll(() => engine.staff.gate).toEqual(['open']);
  // Neither hold pressed what lay under it.
  expect(engine.intents.filter((intent) => intent.do !== 'stillHere')).toEqual([]);

  await hold(page, width - 20, height - 20, 2_300);
  await hold(page, 20, 20, 100);
  await expect
    .poll(() => engine.intents.filter((intent) => intent.do !== 'stillHere'))
    .toContainEqual({ do: 'begin' });
  expect(engine.staff.gate).toEqual(['open']);
});

test('nothing of the staff’s screens is in the page that citizens load', async () => {
  const page = await readFile(join(BUILT_PAGE, 'index.html'), 'utf8');
  const first = /assets\/(index-[^"]+\.js)/u.exec(page)?.[1] ?? '';
  const folder = join(BUILT_PAGE, 'assets');
  const loaded = await readFile(join(folder, first), 'utf8');
  expect(loaded).not.toContain(english.asking.title);
  expect(loaded).not.toContain('staff-bar');
  const chunks = (await readdir(folder)).filter((name) => /^technician-.*\.js$/u.test(name));
  // Their code, and their words, which a picture of the screen needs too.
  expect(chunks.length).toBeGreaterThan(0);
  for (const chunk of chunks) {
    expect(page).not.toContain(chunk);
    for (const taking of ['from', 'import']) expect(loaded).not.toContain(`${taking}"./${chunk}"`);
  }
});

for (const language of LANGUAGES) {
  test(`the fault drill: what to break, what was seen, and the paper (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].drill;
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open, exact: true }).click();
    engine.staff.show({
      ...staffView,
      drill: { entries: null, report: null, notWritten: false },
    });
    await page.getByRole('button', { name: own.begin }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'beginDrill' });
    engine.staff.show({ ...staffView, drill: aDrill });
    await expect(page.getByText(own.undo.cover)).toBeVisible();
    await expect(page.getByText(own.code.cameNotBack)).toBeVisible();
    // While one is under way no other can be begun, and nothing is written.
    await expect(page.getByRole('button', { name: `${own.start}:` })).toHaveCount(0);
    await expect(page.getByRole('button', { name: own.write })).toHaveCount(0);
    await looksRight(page, `drill-${language}`);
    await page.getByRole('button', { name: own.cameNotBack }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'endStep', step: 'cover', because: 'cameNotBack' });
    engine.staff.show({ ...staffView, drill: drillOver });
    await page.getByRole('button', { name: own.write }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'writeReport', language });
    engine.staff.show({ ...staffView, drill: { ...drillOver, notWritten: true } });
    await expect(page.getByText(own.notWritten)).toBeVisible();
    engine.staff.show({
      ...staffView,
      drill: { entries: null, report: '/media/stick/drill.pdf', notWritten: false },
    });
    await expect(page.getByText('/media/stick/drill.pdf')).toBeVisible();
    await looksRight(page, `drill-over-${language}`);
    await page.getByRole('button', { name: own.back }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'drill', on: false });
  });
}

for (const language of LANGUAGES) {
  test(`the kiosk's condition, and the file for support (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].condition;
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open, exact: true }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'condition', on: true });
    engine.staff.show({ ...staffView, condition: aCondition });
    await expect(page.getByText(own.days.few.replace('{{count}}', '3'))).toBeVisible();
    await expect(page.getByRole('row').nth(3)).toContainText('82.2 %');
    await looksRight(page, `condition-${language}`);
    await page.getByRole('button', { name: own.write }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'writeBundle' });
    engine.staff.show({ ...staffView, condition: { ...aCondition, notWritten: true } });
    await expect(page.getByText(own.notWritten)).toBeVisible();
    engine.staff.show({ ...staffView, condition: { ...aCondition, bundle: '/media/stick/b.gz' } });
    await expect(page.getByText('/media/stick/b.gz')).toBeVisible();
  });
}

for (const language of LANGUAGES) {
  test(`the journal: payments by day and number, and what the staff did (${language})`, async ({
    kiosk: { page, show, engine },
  }) => {
    const own = words[language].journal;
    await show(inLanguage(asking, language));
    await signIn(page, language, '204060');
    await show(inLanguage(inside, language));
    await page.getByRole('button', { name: own.open, exact: true }).click();
    await expect.poll(() => engine.staff.acts).toContainEqual({ do: 'journal', on: true });
    engine.staff.show({ ...staffView, journal: aJournal, numbers: someNumbers });
    await expect(page.getByText(own.deed.wrongPin)).toBeVisible();
    await page.getByRole('button', { name: '2026-11-21' }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'find', asked: { by: 'day', day: '2026-11-21' } });
    engine.staff.show({
      ...staffView,
      journal: { ...aJournal, found: foundPayments },
      numbers: someNumbers,
    });
    await expect(page.getByText(own.more)).toBeVisible();
    await looksRight(page, `journal-${language}`);
    await page.getByRole('button', { name: aStory.payment.number }).first().click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'lookAt', paymentId: aStory.payment.paymentId });
    engine.staff.show({
      ...staffView,
      journal: { ...aJournal, found: foundPayments },
      numbers: { ...someNumbers, looked: aStory },
    });
    await expect(page.getByText(words[language].numbers.story)).toBeVisible();
    await page.getByRole('button', { name: own.all }).click();
    await page.getByRole('button', { name: own.byNumber }).click();
    for (const key of '7K2M')
      await page.getByRole('button', { name: key, exact: true }).first().click();
    await looksRight(page, `journal-number-${language}`);
    await page.getByRole('button', { name: own.look }).click();
    await expect
      .poll(() => engine.staff.acts)
      .toContainEqual({ do: 'find', asked: { by: 'number', number: '7K2M' } });
  });
}
