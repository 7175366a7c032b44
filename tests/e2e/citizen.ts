/** A citizen at the screen, who sees words and touches what they name. */
import { expect, type Page } from '@playwright/test';
import arabic from '../../locales/ar/citizen.json' with { type: 'json' };
import english from '../../locales/en/citizen.json' with { type: 'json' };
import type { Language } from '../../contract/language.ts';

const words = { ar: arabic, en: english };
export type Words = typeof english;

export type Citizen = {
  readonly words: Words;
  readonly sees: (heading: string) => Promise<void>;
  readonly touches: (name: string | RegExp) => Promise<void>;
  /** Attract → language → services, in this citizen's language. */
  readonly begins: () => Promise<void>;
  /** One key of the on-screen keypad a digit, then the main act. */
  readonly enters: (digits: string) => Promise<void>;
  /** From the services to the confirmation of everything due on `reference`. */
  readonly findsBills: (service: string, reference: string) => Promise<void>;
};

const asPattern = (text: string): RegExp =>
  new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), 'u');

export const citizenAt = (page: Page, language: Language): Citizen => {
  const own = words[language];
  const sees = async (heading: string): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(asPattern(heading));
  };
  const touches = async (name: string | RegExp): Promise<void> => {
    await page
      .getByRole('button', { name: typeof name === 'string' ? asPattern(name) : name })
      .first()
      .click();
  };
  const enters = async (digits: string): Promise<void> => {
    const keypad = page.getByRole('group', { name: own.reference.keypad });
    for (const digit of digits) {
      await keypad.getByRole('button', { name: digit, exact: true }).click();
    }
    await touches(own.reference.find);
  };
  return {
    words: own,
    sees,
    touches,
    begins: async () => {
      // Where it says so: services that can be paid at once have touches of their own.
      await page.getByText(words.ar.attract.touch).first().click();
      await touches(own.language.continue);
      await sees(own.services.title);
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      // A reader that is still being registered is away; the screen says so until it is there.
      for (const why of [
        own.services.unavailable.terminalAway,
        own.services.unavailable.gatewayAway,
      ]) {
        await expect(page.getByText(why)).toHaveCount(0);
      }
    },
    enters,
    findsBills: async (service, reference) => {
      await touches(service);
      await enters(reference);
      await sees(own.bills.title);
      await touches(own.bills.continue);
      await sees(own.confirm.title);
    },
  };
};
