import { describe, expect, test } from 'vitest';
import type { Language } from '../../contract/language.ts';
import { screenSchema, type KioskView, type Screen } from '../../contract/view.ts';
import { OWN_CATALOGUE } from '../../central/catalogue/services.ts';
import { controlSchema } from '../../contract/audio.ts';
import { heardSpeech } from '../../engine/speech/speech-of-control.ts';
import { speechFor } from '../../engine/speech/speech-for.ts';
import { piecesOf } from '../../engine/speech/spelling.ts';
import { telling, type SpeechFacts } from '../../engine/speech/telling.ts';
import { inLanguage, galleryViews } from '../../renderer/testing/views.ts';
import { bareWords } from './vowels.ts';

const [service] = OWN_CATALOGUE.services;
const facts: SpeechFacts = {
  said: OWN_CATALOGUE.said ?? {},
  payees: () =>
    service === undefined ? [] : [{ ministry: service.ministry, title: service.title }],
};
/** What a person or a ministry wrote in their own words has the vowels that they gave it. */
const writtenBySomebody = ({ screen }: KioskView): string => {
  if (screen.name !== 'tawasul') return '';
  const { step } = screen;
  return `${'text' in step ? step.text : ''} ${('answer' in step ? step.answer : null) ?? ''}`;
};
const viewNamed = (name: string): KioskView => {
  const view = galleryViews.find((each) => each.name === name)?.view;
  if (view === undefined) throw new Error(`no view ${name}`);
  return view;
};
const spoken = (name: string, language: Language): ReturnType<typeof piecesOf> => {
  const told = speechFor(inLanguage(viewNamed(name), language), facts);
  return piecesOf(`${told.main} ${told.news}`, told.language);
};

test('there is a view of every screen', () => {
  const shown = new Set<Screen['name']>(galleryViews.map(({ view }) => view.screen.name));
  const all = screenSchema.options.map((option) => option.shape.name.value);
  expect(all.filter((name) => !shown.has(name))).toEqual([]);
});

describe.each(['ar', 'en'] as const)('in %s', (language) => {
  test.each(galleryViews.map(({ name }) => name))('%s is said whole', (name) => {
    const pieces = spoken(name, language);
    expect(pieces.length).toBeGreaterThan(0);
    const own = pieces.filter((piece) => piece.language === language).map(({ text }) => text);
    expect(own.join(' ').length).toBeGreaterThan(8);
    for (const piece of pieces) {
      expect(piece.text).not.toMatch(/[{}\uE000-\uE002*]|undefined|null|NaN/u);
      expect(piece.text).toMatch(/\p{L}|\p{N}/u);
      if (piece.language === 'ar') {
        expect(piece.text).not.toMatch(/[0-9٠-٩A-Za-z]/u);
        const theirs = writtenBySomebody(viewNamed(name));
        expect(bareWords(piece.text).filter((word) => !theirs.includes(word))).toEqual([]);
      } else {
        expect(piece.text).not.toMatch(/\p{Script=Arabic}/u);
      }
    }
  });
});

describe.each(['ar', 'en'] as const)('of every control, in %s', (language) => {
  const bills = viewNamed('bills');
  const views = [...galleryViews.map(({ view }) => view), bills].map((v) =>
    inLanguage(v, language),
  );
  const items: Record<string, string> = { language: 'ar', letters: 'en', key: '7' };

  test.each(controlSchema.options)('%s is said', (control) => {
    const words = views.flatMap((view) => {
      const { screen } = view;
      const item =
        control === 'service' && screen.name === 'services'
          ? screen.services[0]?.id
          : control === 'bill' && screen.name === 'bills'
            ? screen.bills[0]?.billId
            : control === 'ministry' && screen.name === 'tawasul' && screen.step.at === 'ministry'
              ? screen.step.ministries[0]?.id
              : items[control];
      const heard = { what: 'focus', control, ...(item === undefined ? {} : { item }) } as const;
      const said = heardSpeech(heard, view, facts);
      return said === null ? [] : piecesOf(said, language);
    });
    expect(words.length).toBeGreaterThan(0);
    for (const piece of words) {
      expect(piece.text).not.toMatch(/[{}\uE000-\uE002]|undefined|null|NaN/u);
      if (piece.language === 'ar') {
        expect(piece.text).not.toMatch(/[0-9A-Za-z]/u);
        expect(bareWords(piece.text)).toEqual([]);
      }
    }
  });

  test('nothing is said of what the engine does not know', () => {
    for (const control of ['service', 'bill', 'ministry', 'language'] as const) {
      const heard = { what: 'focus', control, item: 'not-here' } as const;
      expect(views.map((view) => heardSpeech(heard, view, facts)).filter(Boolean)).toEqual([]);
    }
  });
});

test('a masked reference stays masked', () => {
  const tell = telling('en', facts);
  expect(tell.masked('*****678')).toBe('ending in six, seven, eight');
  expect(tell.masked('***12/******123')).toBe('ending in one, two, ending in one, two, three');
  expect(telling('ar', facts).masked('*****678')).toBe('يَنْتَهِي بِـ سِتَّة، سَبْعَة، ثَمَانِيَة');
});

test('the code that signs somebody in is said to nobody', () => {
  const view = galleryViews.find(
    ({ view: { screen } }) => screen.name === 'signIn' && screen.code !== null,
  );
  const screen = view?.view.screen;
  if (view === undefined || screen?.name !== 'signIn' || screen.code === null)
    throw new Error('no code');
  const letters = screen.code.text.replaceAll(/[^0-9A-Za-z]/gu, '').toLowerCase();
  for (const language of ['ar', 'en'] as const) {
    const said = spoken(view.name, language)
      .map(({ text }) => text)
      .join(' ');
    expect(said.toLowerCase().replaceAll(/[^0-9a-z]/gu, '')).not.toContain(letters);
    expect(said).not.toContain(telling(language, facts).spelt(screen.code.text).slice(0, 12));
  }
});
