/** The whole of every screen by a pad's keys, each control by its name. */
import type { Heard } from '../../contract/audio.ts';
import type { KioskView } from '../../contract/view.ts';
import { listening } from './audio-views.ts';
import { expect, test, type Kiosk } from './browser.ts';
import { galleryViews, inLanguage, viewOf } from './views.ts';

const WITHOUT_A_VISIT: readonly string[] = ['attract', 'outOfService'];
const kindOf = ({ screen }: KioskView): string =>
  screen.name === 'tawasul' ? `tawasul/${screen.step.at}` : screen.name;

/** One of each screen and step, and those with the most controls. */
const views = [
  ...new Map(
    galleryViews
      .filter(({ view }) => !WITHOUT_A_VISIT.includes(view.screen.name))
      .filter(({ view }) => view.idleWarning === null)
      .map((named) => [kindOf(named.view), named]),
  ).values(),
  ...galleryViews.filter(({ name }) => /^(?:services-everything|bills-part|bills)$/u.test(name)),
];

const heardIn = ({ engine }: Kiosk): readonly Heard[] =>
  engine.intents.flatMap((intent) =>
    intent.do === 'audio' && intent.audio.act === 'say' ? [intent.audio.heard] : [],
  );

/** Numbers the controls of the screen in their order; gives how many there are. */
const countControls = (): number => {
  const all = [
    ...document.querySelectorAll<HTMLElement>('.kiosk button, .kiosk input, .kiosk textarea'),
  ];
  // A list of controls is moved by the focus itself.
  const needless = '.scroll:has(.scroll-window :is(button, input)) > .scroll-more, :disabled';
  const shown = all.filter((each) => !each.matches(needless) && each.getClientRects().length > 0);
  shown.forEach((each, index) => {
    each.dataset['number'] = String(index);
  });
  return shown.length;
};
const focused = (): { readonly number: string; readonly marked: boolean } => {
  const active = document.activeElement;
  const shown = active?.closest('label') ?? active;
  const style = shown === null ? null : getComputedStyle(shown);
  return {
    number: (active instanceof HTMLElement ? active.dataset['number'] : undefined) ?? '',
    marked: style !== null && (style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
  };
};

for (const { name, view } of views) {
  test(`every control of ${name} is reached, seen and named`, async ({ kiosk }) => {
    await kiosk.show({ ...inLanguage(view, 'ar'), audio: listening });
    const count = await kiosk.page.evaluate(countControls);
    const reached = new Set<string>();
    for (let step = 0; step < count; step += 1) {
      await kiosk.page.keyboard.press('ArrowRight');
      const { number, marked } = await kiosk.page.evaluate(focused);
      expect(marked, `the focus is seen on control ${number}`).toBe(true);
      reached.add(number);
    }
    expect(reached.size).toBe(count);
    // One more comes round to the first again.
    await kiosk.page.keyboard.press('ArrowRight');
    expect(reached).toContain((await kiosk.page.evaluate(focused)).number);
    await expect.poll(() => heardIn(kiosk).length).toBe(count + 1);
    for (const heard of heardIn(kiosk)) {
      expect(heard).toMatchObject({ what: 'focus' });
      expect(heard).not.toMatchObject({ control: 'other' });
    }
  });
}

const reference = galleryViews.find(({ name }) => name === 'reference')?.view;

test('rows of keys go up and down, and an arrow leaves them', async ({ kiosk }) => {
  if (reference === undefined) throw new Error('no such view');
  await kiosk.show({ ...inLanguage(reference, 'ar'), audio: listening });
  const { keyboard } = kiosk.page;
  const last = (): Heard | undefined => heardIn(kiosk).at(-1);
  await keyboard.press('ArrowDown');
  await expect.poll(last).toEqual({ what: 'focus', control: 'key', item: '1' });
  await keyboard.press('ArrowDown');
  await expect.poll(last).toEqual({ what: 'focus', control: 'key', item: '4' });
  await keyboard.press('ArrowRight');
  await expect.poll(last).toEqual({ what: 'focus', control: 'key', item: '5' });
  await keyboard.press('Enter');
  await expect.poll(last).toEqual({ what: 'key', key: '5' });
  await keyboard.press('ArrowUp');
  await expect.poll(last).toEqual({ what: 'focus', control: 'key', item: '2' });
  await keyboard.press('ArrowUp');
  await expect.poll(last).toEqual({ what: 'focus', control: 'field', typed: '5' });
  await keyboard.press('Enter');
  await expect
    .poll(() => kiosk.engine.intents)
    .toContainEqual({ do: 'enterReference', typed: '5' });
});

test('a key that is held runs on, and says where it has come to', async ({ kiosk }) => {
  if (reference === undefined) throw new Error('no such view');
  await kiosk.show({ ...inLanguage(reference, 'ar'), audio: listening });
  const { keyboard } = kiosk.page;
  for (let times = 0; times < 4; times += 1) await keyboard.down('ArrowRight');
  await keyboard.up('ArrowRight');
  await expect
    .poll(() => heardIn(kiosk))
    .toEqual([
      { what: 'focus', control: 'key', item: '1' },
      { what: 'focus', control: 'key', item: '4' },
    ]);
});

test('any key of the pad begins, where nobody is', async ({ kiosk }) => {
  const attract = viewOf({ name: 'attract', cardsAccepted: true, payable: [], notices: [] });
  await kiosk.show({ ...attract, audio: { ...listening, state: 'off' } });
  await kiosk.page.keyboard.press('ArrowLeft');
  await expect
    .poll(() => kiosk.engine.intents)
    .toContainEqual({ do: 'audio', audio: { act: 'begin' } });
  expect(kiosk.engine.intents).not.toContainEqual({ do: 'begin' });
});

test('in the warning any key gives more time, and does nothing else', async ({ kiosk }) => {
  if (reference === undefined) throw new Error('no such view');
  const view = { ...inLanguage(reference, 'en'), audio: listening };
  await kiosk.show({ ...view, idleWarning: { msLeft: 20_000 } });
  await kiosk.page.keyboard.press('ArrowDown');
  await expect.poll(() => kiosk.engine.intents).toContainEqual({ do: 'stillHere' });
  expect(heardIn(kiosk)).toEqual([]);
});

test('without sound in the configuration the arrows are nobody’s', async ({ kiosk }) => {
  if (reference === undefined) throw new Error('no such view');
  await kiosk.show(inLanguage(reference, 'en'));
  await kiosk.page.keyboard.press('ArrowDown');
  await kiosk.page.keyboard.type('12');
  await expect(kiosk.page.locator('.reference-field')).toHaveValue('12');
  expect(heardIn(kiosk)).toEqual([]);
});

test('words that were typed are counted, never sent', async ({ kiosk }) => {
  const services = galleryViews.find(({ name }) => name === 'services')?.view;
  if (services === undefined) throw new Error('no such view');
  await kiosk.show({ ...inLanguage(services, 'en'), audio: listening });
  await kiosk.page.getByRole('button', { name: 'Search' }).click();
  await expect.poll(() => heardIn(kiosk)).toContainEqual({ what: 'opened', dialog: 'search' });
  await kiosk.page.keyboard.type('secret');
  await kiosk.page.keyboard.press('ArrowDown');
  await kiosk.page.keyboard.press('ArrowUp');
  await expect
    .poll(() => heardIn(kiosk))
    .toContainEqual({ what: 'focus', control: 'field', count: 6 });
  expect(JSON.stringify(heardIn(kiosk))).not.toContain('secret');
  await kiosk.page.keyboard.press('Escape');
  await expect.poll(() => heardIn(kiosk).at(-1)).toEqual({ what: 'screen' });
});
