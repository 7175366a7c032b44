/** What a touch on each screen asks of the engine. */
import type { Page } from '@playwright/test';
import type { Intent } from '../../contract/engine-api.ts';
import type { KioskView } from '../../contract/view.ts';
import { expect, test } from './browser.ts';
import { galleryViews, inLanguage } from './views.ts';

const named = (name: string): KioskView => {
  const found = galleryViews.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no view ${name}`);
  return inLanguage(found.view, 'en');
};

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click();

const CASES: readonly (readonly [string, string, (page: Page) => Promise<void>, Intent])[] = [
  ['attract', 'the middle of it', (page) => page.mouse.click(300, 700), { do: 'begin' }],
  ['attract-noNotice', 'a service', press(/Traffic fines/u), { do: 'begin', serviceId: 'traffic' }],
  ['attract', 'العربية', press('العربية'), { do: 'chooseLanguage', language: 'ar' }],
  ['language', 'English', press(/English Continue/u), { do: 'chooseLanguage', language: 'en' }],
  ['services', 'a service', press(/Traffic fines/u), { do: 'chooseService', serviceId: 'traffic' }],
  ['services', 'Back', press('Back'), { do: 'back' }],
  ['searching', 'Start over', press('Start over'), { do: 'startOver' }],
  ['notice-gatewayAway', 'Try again', press('Try again'), { do: 'retry' }],
  ['notice-unknownReference', 'Enter it again', press('Enter it again'), { do: 'back' }],
  ['notice-nothingDue', 'Pay something else', press('Pay something else'), { do: 'startOver' }],
  ['confirm', 'Pay', press(/^Pay/u), { do: 'pay' }],
  ['paying-presentCard', 'Ask to cancel', press('Ask to cancel'), { do: 'askCancel' }],
  ['outcome-paid-printed', 'Finish', press('Finish'), { do: 'finish' }],
  ['outcome-paid-unknown', 'Print again', press('Print again'), { do: 'printAgain' }],
  ['services-signIn', 'Sign in', press('Sign in with eKey'), { do: 'signIn' }],
  ['signIn', 'Back', press('Back'), { do: 'back' }],
  ['signedIn', 'Yes', press('Yes, show my dues'), { do: 'thatIsMe' }],
  ['signedIn', 'No', press('No, sign out'), { do: 'startOver' }],
  ['dues', 'Sign out', press('Sign out'), { do: 'startOver' }],
  ['outcome-declined-none', 'Start over', press('Start over'), { do: 'startOver' }],
];

for (const [screen, what, touch, intent] of CASES) {
  test(`${screen}: ${what}`, async ({ kiosk: { page, show, engine } }) => {
    await show(named(screen));
    await touch(page);
    await expect.poll(() => engine.intents).toContainEqual(intent);
  });
}

test('bills: all are chosen, one is left out, and the total follows', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('bills'));
  const total = page.locator('.cost');
  await expect(total).toContainText('80.000');
  await page.locator('label', { hasText: 'Parking' }).click();
  await expect(total).toContainText('70.000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect
    .poll(() => engine.intents)
    .toContainEqual({ do: 'chooseBills', billIds: ['fine-1', 'fine-3'] });
});

test('bills: with none chosen it says so and goes nowhere', async ({ kiosk: { page, show } }) => {
  await show(named('bills-one'));
  await page.keyboard.press('Tab');
  await page.getByRole('checkbox').press('Space');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await expect(page.getByText('Choose at least one')).toBeVisible();
});

test('bills: a long list says that there is more, and moves', async ({ kiosk: { page, show } }) => {
  await show(named('bills-many'));
  const more = page.getByRole('button', { name: 'More below' });
  const last = page.locator('label.bill').last();
  await expect(last).not.toBeInViewport();
  await more.click();
  await expect
    .poll(() => page.locator('.scroll-window').evaluate((list) => list.scrollTop))
    .toBeGreaterThan(0);
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  await expect(more).toBeDisabled();
});

test('without a card reader no service can be pressed, and says why', async ({
  kiosk: { page, show },
}) => {
  await show(named('services-terminalAway'));
  await expect(page.getByText('the card reader is not working').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Traffic/u })).toHaveCount(0);
});

test('without the gateway: what can be paid comes first, the rest says why and what to do', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('services-gatewayAway'));
  const titles = page.locator('.cards .service-title');
  await expect(titles).toHaveText([
    'Zakat and donations',
    'Electricity and water bill',
    'Traffic fines',
  ]);
  await expect(page.getByText('its bills cannot be looked up').first()).toBeVisible();
  await page.getByRole('button', { name: /Electricity/u }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'chooseService', serviceId: 'ewa' });
});

test('an amount grows as it is typed and goes as it was typed', async ({
  kiosk: { page, show, engine },
}) => {
  await show(named('amount'));
  for (const key of ['0', '2', '5']) {
    await page.getByRole('button', { name: key, exact: true }).click();
  }
  await expect(page.locator('.cost')).toContainText('25.000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'enterAmount', typed: '25' });
});

test('a reminder is asked for where one is offered', async ({ kiosk: { page, show, engine } }) => {
  await show(named('notice-needsSignedBill'));
  await page.getByRole('button', { name: 'Print a reminder' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'printReminder' });
  await show(named('notice-gatewayAway-reminder-printed'));
  await expect(page.getByText('Take your reminder.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print a reminder' })).toHaveCount(0);
});

test('a double press is one intent', async ({ kiosk: { page, show, engine } }) => {
  await show(named('confirm'));
  await page.evaluate(() => {
    const pay = [...document.querySelectorAll('button')].find((one) =>
      one.textContent.startsWith('Pay'),
    );
    pay?.click();
    pay?.click();
  });
  await expect.poll(() => engine.intents).toContainEqual({ do: 'pay' });
  await page.getByRole('button', { name: 'Back' }).click();
  await expect.poll(() => engine.intents).toContainEqual({ do: 'back' });
  expect(engine.intents.filter((one) => one.do === 'pay')).toHaveLength(1);
});

test('everything is reached by keyboard alone', async ({ kiosk: { page, show, engine } }) => {
  await show(named('services'));
  const reach = async (key: string, ...names: string[]): Promise<void> => {
    for (const name of names) {
      await page.keyboard.press(key);
      await expect(page.locator(':focus')).toHaveAccessibleName(new RegExp(name, 'u'));
    }
  };
  const down = [
    'Electricity and water bill',
    'Traffic fines',
    'Zakat',
    'Find my receipt',
    'Back',
    'Start over',
  ];
  await reach('Tab', ...down, 'Search');
  await reach('Shift+Tab', ...down.toReversed(), 'العربية', 'Text size', 'Help');
  await reach('Tab', 'Text size');
  await reach('Tab', 'العربية', 'Electricity and water bill');
  const ring = await page.locator(':focus').evaluate((one) => getComputedStyle(one).outlineWidth);
  expect(ring).toBe('6px');
  await page.keyboard.press('Enter');
  await expect.poll(() => engine.intents).toContainEqual({ do: 'chooseService', serviceId: 'ewa' });
});

test('switching the language mirrors the layout and keeps references left to right', async ({
  kiosk: { page, show },
}) => {
  const middle = async (): Promise<number> => {
    const box = await page.getByRole('button', { name: /^(Continue|متابعة)$/u }).boundingBox();
    return (box?.x ?? NaN) + (box?.width ?? NaN) / 2;
  };
  const width = page.viewportSize()?.width ?? NaN;
  await show(named('bills'));
  expect(await middle()).toBeGreaterThan(width / 2);
  await show(inLanguage(named('bills'), 'ar'));
  expect(await middle()).toBeLessThan(width / 2);
  await expect(page.locator('bdi', { hasText: '******789' }).first()).toHaveCSS('direction', 'ltr');
  await expect(page.locator('.mirrors').first()).toHaveCSS(
    'transform',
    'matrix(-1, 0, 0, 1, 0, 0)',
  );
});

test('a card prompt that changes is read out, and the heading takes the focus on a new screen', async ({
  kiosk: { page, show },
}) => {
  await show(named('paying-presentCard'));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await show(named('paying-enterPin'));
  await expect(page.locator('[aria-live="polite"]')).toContainText(
    'Enter your PIN on the card reader',
  );
});
