/** A payment by a pad's keys and by sound alone: nothing here looks at the page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Language } from '../../contract/language.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import arabic from '../../locales/ar/speech.json' with { type: 'json' };
import english from '../../locales/en/speech.json' with { type: 'json' };
import { withPreparedCentral } from '../prepared-central.ts';
import { earIn, listenerAt, type Listener } from '../speech/ear.ts';
import { briskly } from './briskly.ts';
import { openSurface, type Surface } from './surface.ts';

const words = { ar: arabic, en: english };
type Stack = { readonly rig: Rig; readonly listener: Listener };

const test = base.extend<{ stack: Stack }>({
  stack: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'khidma-ear-'));
    await withPreparedCentral(folder);
    const ear = earIn(folder);
    const rig = await startRig({
      dataFolder: folder,
      ui: 'loopback',
      pace: 60,
      adjust: (draft) => ({ ...briskly(draft), audio: ear.audio }),
    });
    const open = await openSurface(info.project.metadata['surface'] as Surface, rig);
    // The one thing that no ear tells: that the cabinet has been switched on.
    await open.page.waitForSelector('.attract-touch');
    await use({ rig, listener: listenerAt(open.page, ear) });
    await open.close();
    await rig.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

/** What a listener expects to hear, by the grammar of the language and not by the engine's own. */
const EXPECTED = {
  ar: {
    service: 'فَاتُورَةُ الْكَهْرَبَاءِ وَالْمَاءِ، هَيْئَةُ',
    digits: ['صِفْر', 'وَاحِد', 'اِثْنَان', 'ثَلَاثَة', 'أَرْبَعَة', 'خَمْسَة', 'سِتَّة', 'سَبْعَة', 'ثَمَانِيَة'],
    amount: 'اِثْنَانِ وَثَلَاثُونَ دِينَارًا وَخَمْسُمِئَةٍ وَتِسْعَةٌ وَسِتُّونَ فَلْسًا',
    ministry: 'هَيْئَةُ الْكَهْرَبَاءِ وَالْمَاءِ',
    between: '، ',
  },
  en: {
    service: 'Electricity and water bill,',
    digits: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'],
    amount: '32 dinars and 569 fils',
    ministry: 'Electricity and Water Authority',
    between: ', ',
  },
} as const;

const beginning = (text: string): string => text.split(/\{\{/u)[0]?.trim() ?? '';

const intoServices = async (listener: Listener, language: Language): Promise<void> => {
  const own = words[language];
  await listener.presses('down');
  await listener.hears(words.ar.welcomeNext);
  await listener.hears(words.en.welcomeNext);
  await listener.goesTo(own.languageName[language]);
  await listener.presses('press');
  await listener.hears(beginning(own.screen.services));
};

for (const language of ['ar', 'en'] as const) {
  test(`pays a bill by five keys and sound (${language})`, async ({ stack: { rig, listener } }) => {
    const own = words[language];
    const expected = EXPECTED[language];
    await intoServices(listener, language);
    await listener.goesTo(expected.service);
    await listener.presses('press');
    await listener.hears(beginning(own.screen.reference));
    for (const digit of '12345678') {
      const name = expected.digits[Number(digit)] ?? '';
      await listener.goesTo(new RegExp(`^${name}$`, 'u'), 'next');
      await listener.presses('press');
      await listener.hears(new RegExp(`^${name}$`, 'u'));
    }
    // What was typed can be heard again.
    await listener.goesTo(beginning(own.control.field), 'previous');
    await listener.hears(expected.digits.slice(1).join(expected.between));
    await listener.goesTo(own.control.find);
    await listener.presses('press');
    await listener.hears(expected.amount);
    await listener.goesTo(own.control.continue);
    await listener.presses('press');
    await listener.hears(beginning(own.screen.confirm));
    await listener.goesTo(new RegExp(`^${beginning(own.control.pay)} ${expected.amount}`, 'u'));
    await listener.presses('press');
    await listener.hears(own.paying.presentCard);
    await rig.control.terminal({ do: 'insertCard' });
    const receipt = await listener.hears(own.outcome.paid);
    expect(receipt).toContain(expected.amount);
    expect(receipt).toContain(expected.ministry);
    expect(receipt).toContain(beginning(own.outcome.number));
    await listener.hears(own.paper.printed);
    await listener.presses('repeat');
    expect(await listener.hears(own.outcome.paid)).toBe(receipt);
    // To its end: who presses on before hears the rest after the key.
    await listener.hears(own.paper.printed);
    await listener.goesTo(own.control.finish);
    await listener.presses('press');
    await listener.hears(own.screen.goodbye);
    // No whole reference was said once it had been entered, and no letter of Arabic is left unvowelled.
    const after = listener.listened().slice(listener.listened().indexOf(receipt));
    expect(after.join(' ')).not.toContain(expected.digits.slice(1).join(expected.between));
  });
}

test('louder, back, and a visit of its own for the next person', async ({
  stack: { listener },
}) => {
  await intoServices(listener, 'en');
  await listener.presses('volume');
  await listener.hears('Volume 4 of 5.');
  await listener.presses('repeat');
  await listener.hears(beginning(english.screen.services));
  await listener.presses('back');
  await listener.hears(english.welcomeNext);
  await listener.goesTo(english.control.back);
  await listener.presses('press');
  await intoServices(listener, 'en');
  await listener.presses('volume');
  await listener.hears('Volume 4 of 5.');
});

test('letters: a service is found by its name', async ({ stack: { listener } }) => {
  await intoServices(listener, 'en');
  await listener.goesTo(english.control.search, 'previous');
  await listener.presses('press');
  await listener.hears(english.dialog.search);
  for (const letter of 'DEA') {
    await listener.goesTo(new RegExp(`^${letter}$`, 'u'), 'previous');
    await listener.presses('press');
    await listener.hears(new RegExp(`^${letter}$`, 'u'));
  }
  await listener.hears('1 service found.');
  await listener.goesTo('Death certificate', 'next');
  await listener.presses('press');
  await listener.hears('Enter the Personal number');
});
