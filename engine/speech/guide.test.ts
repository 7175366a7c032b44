import { afterEach, beforeEach, expect, test } from 'vitest';
import { audioConfigSchema } from '../../contract/audio.ts';
import type { Intent } from '../../contract/engine-api.ts';
import en from '../../locales/en/speech.json' with { type: 'json' };
import ar from '../../locales/ar/speech.json' with { type: 'json' };
import { settle } from '../testing/scripted-terminal.ts';
import { setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import { createLive } from '../live.ts';
import { createView } from '../view.ts';
import { createGuide, type Guide } from './guide.ts';

const WARNING_MS = 45_000;

let stage: VisitStage;
let guide: Guide;
let heard: string[];
let saying: { text: string; end: () => void } | null;
beforeEach(() => {
  stage = setVisitStage();
  heard = [];
  saying = null;
  const { visit, sale, bench, clock, services } = stage;
  const printer = {
    status: () => ({
      state: 'online',
      paper: 'full',
      coverOpen: false,
      media: null,
      receiptsLeft: null,
    }),
  };
  const live = createLive({
    ...sale,
    ...bench,
    visit,
    printer: printer as never,
    catalogue: { services: () => services, notices: () => [] } as never,
    cardsAccepted: () => stage.world.cardsAccepted,
    closed: () => stage.world.closed,
    slipUrl: () => null,
    queuedUntil: () => ({ untilMs: 0, hours: null }),
  });
  const view = createView({
    config: sale.config,
    visit,
    live,
    terminal: { status: () => ({ state: 'online' }) } as never,
    printer: printer as never,
    readers: {},
    contact: { online: () => stage.world.online },
    audio: () => guide.view(),
    screenAct: () => null,
  });
  guide = createGuide({
    config: audioConfigSchema.parse({ enabled: true }),
    clock,
    voice: {
      speak: ({ text }, _volume, signal) => {
        if (text.trim() === '') return Promise.resolve('said');
        heard.push(text);
        return new Promise((resolve) => {
          saying = {
            text,
            end: () => {
              resolve('said');
            },
          };
          signal.addEventListener('abort', () => {
            resolve('silenced');
          });
        });
      },
    },
    facts: { said: {}, payees: () => [] },
    view,
    begin: () => visit.intent({ do: 'begin' }),
    touch: () => {
      visit.intent({ do: 'stillHere' });
    },
    hold: visit.hold,
    changed: visit.refresh,
    log: () => undefined,
    onBug: (cause) => stage.bugs.push(cause),
  });
  visit.onChange(guide.viewChanged);
});
afterEach(() => {
  guide.stop();
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const say = async (...intents: Intent[]): Promise<void> => {
  for (const intent of intents) {
    expect(stage.visit.intent(intent)).toBeNull();
    await settle();
  }
};
/** Everything that is to be said is heard to its end. */
const listen = async (): Promise<void> => {
  for (let before: unknown = null; saying !== before;) {
    before = saying;
    saying?.end();
    await settle();
  }
};
const at = (): string => stage.visit.position().at;
const startInEnglish = async (): Promise<void> => {
  expect(guide.act({ act: 'begin' })).toBeNull();
  await listen();
  await say({ do: 'chooseLanguage', language: 'en' });
};

test('a visit begins in both languages', async () => {
  expect(guide.act({ act: 'begin' })).toBeNull();
  await listen();
  expect(at()).toBe('language');
  expect(heard[0]).toContain(ar.welcomeNext);
  expect(heard[1]).toContain(en.welcomeNext);
  expect(guide.view()).toMatchObject({ state: 'on', volume: 3 });
});

test('nothing is said to whoever did not ask for it', async () => {
  await say({ do: 'begin' }, { do: 'chooseLanguage', language: 'en' });
  expect(guide.act({ act: 'say', heard: { what: 'focus', control: 'back' } })).toBe('notAllowed');
  expect(heard).toEqual([]);
});

test('a key pressed before the page has seen the last visit end begins the next one', async () => {
  await startInEnglish();
  await say({ do: 'startOver' });
  await listen();
  heard.length = 0;
  expect(guide.view().state).toBe('off');
  expect(guide.act({ act: 'say', heard: { what: 'focus', control: 'back' } })).toBeNull();
  await listen();
  expect(at()).toBe('language');
  expect(heard[0]).toContain(ar.welcomeNext);
});

test('out of service: why, and no visit', async () => {
  stage.world.closed = 'power';
  expect(guide.act({ act: 'begin' })).toBeNull();
  await listen();
  expect(heard).toEqual([ar.outOfService.power, en.outOfService.power]);
  expect(at()).toBe('attract');
  expect(guide.view().state).toBe('off');
});

test('time counts from the end of what is said, and the warning is heard for 20 s', async () => {
  await startInEnglish();
  stage.clock.advance(10 * WARNING_MS);
  expect(stage.visit.idleMsLeft()).toBeNull();
  await listen();
  stage.clock.advance(WARNING_MS - 1);
  expect(heard.at(-1)).not.toBe(en.idle);
  stage.clock.advance(1);
  expect(heard.at(-1)).toBe(en.idle);
  stage.clock.advance(60_000); // however long it takes to say it
  expect(at()).toBe('services');
  await listen();
  stage.clock.advance(19_999);
  expect(at()).toBe('services');
  stage.clock.advance(1);
  expect(at()).toBe('attract');
});

test('more time can be had again and again', async () => {
  await startInEnglish();
  await listen();
  for (let times = 0; times < 12; times += 1) {
    stage.clock.advance(WARNING_MS);
    expect(heard.at(-1)).toBe(en.idle);
    await listen();
    stage.clock.advance(19_000);
    await say({ do: 'stillHere' });
    expect(heard.at(-1)).toBe(en.idleOver);
    await listen();
  }
  expect(at()).toBe('services');
});

test('the next visitor finds the usual volume, silence and nothing to repeat', async () => {
  await startInEnglish();
  guide.act({ act: 'volume' });
  guide.act({ act: 'volume' });
  expect(guide.view().volume).toBe(5);
  await say({ do: 'startOver' });
  await listen();
  expect(guide.view()).toMatchObject({ state: 'off', volume: 3 });
  const before = heard.length;
  expect(guide.act({ act: 'repeat' })).toBe('notAllowed');
  await settle();
  expect(heard.length).toBe(before);
});

test('what happens while somebody listens comes after it; a new screen cuts it short', async () => {
  await startInEnglish();
  await say({ do: 'chooseService', serviceId: 'ewa' });
  expect(heard.at(-1)).toContain('Enter the Account number, 8 digits.');
  await say({ do: 'enterReference', typed: '12' });
  expect(heard.at(-1)).toContain(en.problem.tooShort);
  const typed = { what: 'focus', control: 'field', typed: '12' } as const;
  guide.act({ act: 'say', heard: typed });
  expect(heard.at(-1)).toBe('Entered so far: one, two.');
});

test('a pad may be taken up in the middle of a visit', async () => {
  await say({ do: 'begin' }, { do: 'chooseLanguage', language: 'en' });
  expect(guide.act({ act: 'begin' })).toBeNull();
  await settle();
  expect(heard.at(-1)).toContain('What would you like to pay?');
});

test('a headset that is plugged in begins, and one that is pulled out ends it at once', async () => {
  guide.headset(true);
  await listen();
  expect(at()).toBe('language');
  await say({ do: 'chooseLanguage', language: 'en' });
  guide.act({ act: 'volume' });
  guide.headset(false);
  expect(guide.view()).toMatchObject({ state: 'off', volume: 3 });
  const before = heard.length;
  await say({ do: 'chooseService', serviceId: 'ewa' });
  expect(heard.length).toBe(before);
  expect(at()).toBe('reference');
});
