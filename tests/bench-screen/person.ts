/** A person who pays one electricity bill, from the first touch to the goodbye. */
import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../contract/language.ts';
import arabic from '../../locales/ar/citizen.json' with { type: 'json' };
import english from '../../locales/en/citizen.json' with { type: 'json' };

/** How long this person takes, in ms. */
export type Pace = {
  /** From the wish to touch something to the finger on it. */
  readonly reachMs: number;
  /** The same for the next key of a pad, where the hand is already. */
  readonly keyMs: number;
  /** For each word of a screen's head; nobody reads more to go on. */
  readonly wordMs: number;
  /** To take the card out and put it into the reader. */
  readonly cardMs: number;
};

/**
 * Unhurried: 180 words a minute, where adults read 240 silently; the hand's travel and the search for the key after
 * the keystroke-level model's 1.1 and 0.5 s.
 */
export const HUMAN: Pace = { reachMs: 1_100, keyMs: 500, wordMs: 333, cardMs: 4_000 };
/** Long enough that a tap and all that follows from it are over before the next. */
export const STEADY: Pace = { reachMs: 400, keyMs: 250, wordMs: 0, cardMs: 0 };

const WORDS = { ar: arabic, en: english } as const;
const SERVICE = { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' } as const;

export type Person = {
  readonly page: Page;
  readonly language: Language;
  readonly account: string;
  readonly pace: Pace;
  readonly insertCard: () => Promise<unknown>;
  /** Where each tap's work is to be known: what the page's main thread has worked so far, in ms of the processor. */
  readonly worked?: () => Promise<number>;
};

export type Walk = {
  /** From the first touch until the receipt can be taken. */
  readonly ms: number;
  /** One a tap, with all that it draws; empty without `worked`. */
  readonly work: readonly { readonly ms: number; readonly what: string }[];
};

/** After the driver's questions, before the finger. */
const LOOKED_MS = 60;
/** Until everything that a tap asks for has been drawn. */
const SETTLE_MS = 350;

/** Walks the whole way to the goodbye. */
export const payOneBill = async (person: Person): Promise<Walk> => {
  const { page, pace, language } = person;
  const words = WORDS[language];
  const work: { ms: number; what: string }[] = [];
  let settled = 0;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  /** What was waited for the page to settle counts as the person's own time. */
  const wait = async (ms: number): Promise<void> => {
    await sleep(Math.max(0, ms - settled));
    settled = 0;
  };
  /** By its place: a driver's own look at what it touches would run in the page, slowed, within the tap. */
  const tap = async (button: Locator): Promise<void> => {
    await button.waitFor();
    const box = await button.boundingBox();
    if (box === null) throw new Error('what is to be touched has no place');
    const what = await page.locator('h1').innerText();
    const before = (await person.worked?.()) ?? null;
    await sleep(LOOKED_MS);
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    if (before === null || person.worked === undefined) return;
    await sleep(SETTLE_MS);
    work.push({ ms: (await person.worked()) - before, what });
    settled = SETTLE_MS;
  };
  const heading = (text: string): Promise<void> =>
    page.locator('h1', { hasText: text }).waitFor({ timeout: 60_000 });
  const reads = async (title: string): Promise<void> => {
    await heading(title);
    if (pace.wordMs === 0) return;
    const head = await page.locator('.frame-head').first().innerText();
    await wait(head.split(/\s+/u).length * pace.wordMs);
  };
  const touches = async (name: string): Promise<void> => {
    await wait(pace.reachMs);
    await tap(page.getByRole('button', { name }).first());
  };

  await heading(WORDS.ar.attract.title);
  await wait(pace.reachMs);
  await tap(page.getByText(WORDS.ar.attract.touch).first());
  const from = performance.now() - settled;
  await touches(words.language.continue);
  await reads(words.services.title);
  await touches(SERVICE[language]);
  await page.locator('.reference-field').waitFor();
  await wait(pace.wordMs * 10);
  const keypad = page.getByRole('group', { name: words.reference.keypad });
  for (const digit of person.account) {
    await wait(pace.keyMs);
    await tap(keypad.getByRole('button', { name: digit, exact: true }));
  }
  await touches(words.reference.find);
  await reads(words.bills.title);
  await touches(words.bills.continue);
  await reads(words.confirm.title);
  await touches(words.confirm.pay);
  await reads(words.paying.prompt.presentCard.title);
  await wait(pace.cardMs);
  await person.insertCard();
  await reads(words.outcome.kind.paid.happened);
  await page.getByText(words.outcome.receipt.printed).waitFor({ timeout: 60_000 });
  const ms = performance.now() - from;
  await touches(words.outcome.finish);
  await heading(words.goodbye.title);
  await heading(WORDS.ar.attract.title);
  return { ms, work };
};
