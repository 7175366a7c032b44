import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createSpeaker, type Speaker } from './speaker.ts';
import type { Spoken } from './voice.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const piece = (text: string) => ({ language: 'en' as const, text });

const bench = (result: Spoken = 'said') => {
  const heard: string[] = [];
  const clock = createFakeClock();
  const world = { result, changes: 0 };
  let end: (spoken: Spoken) => void = () => undefined;
  const speaker: Speaker = createSpeaker({
    clock,
    voice: {
      speak: ({ text }, volume, signal) => {
        if (text.trim() === '') return Promise.resolve(world.result);
        heard.push(`${text}/${String(volume)}`);
        return new Promise((resolve) => {
          end = resolve;
          signal.addEventListener('abort', () => {
            heard.push(`${text} cut`);
            resolve('silenced');
          });
        });
      },
    },
    onChange: () => {
      world.changes += 1;
    },
    onBug: (cause) => {
      throw cause;
    },
  });
  return {
    heard,
    clock,
    world,
    speaker,
    ends: async (spoken: Spoken = world.result) => {
      end(spoken);
      await settle();
    },
  };
};

test('a new utterance silences the one before at once', async () => {
  const { speaker, heard, ends } = bench();
  speaker.say([piece('one'), piece('two')]);
  speaker.say([piece('three')]);
  expect(heard).toEqual(['one/3', 'one cut', 'three/3']);
  await ends();
  expect(speaker.speaking()).toBe(false);
  expect(heard).toEqual(['one/3', 'one cut', 'three/3']);
});

test('pieces follow each other, and news follow them', async () => {
  const { speaker, heard, ends } = bench();
  speaker.say([piece('one'), piece('two')]);
  speaker.add([piece('news')]);
  await ends();
  await ends();
  await ends();
  expect(heard).toEqual(['one/3', 'two/3', 'news/3']);
});

test('the last utterance is repeated, a remark between is not', async () => {
  const { speaker, heard, ends } = bench();
  speaker.say([piece('one')]);
  await ends();
  speaker.louder();
  speaker.remark([piece('volume')]);
  await ends();
  speaker.repeat();
  expect(heard).toEqual(['one/3', 'volume/4', 'one/4']);
});

test('the volume goes round, and back to the usual for the next visitor', () => {
  const { speaker } = bench();
  const seen = Array.from({ length: 5 }, () => {
    speaker.louder();
    return speaker.volume();
  });
  expect(seen).toEqual([4, 5, 1, 2, 3]);
  speaker.louder();
  speaker.reset();
  expect(speaker.volume()).toBe(3);
});

test('without a sound card it says so, and comes back when there is one', async () => {
  const { speaker, clock, world } = bench('failed');
  await settle();
  expect(speaker.works()).toBe(false);
  clock.advance(30_000);
  await settle();
  expect(speaker.works()).toBe(false);
  world.result = 'said';
  clock.advance(30_000);
  await settle();
  expect(speaker.works()).toBe(true);
  speaker.stop();
});

test('a failure ends the utterance, and nobody waits for it', async () => {
  const { speaker, heard, ends } = bench();
  speaker.say([piece('one'), piece('two')]);
  await ends('failed');
  expect(heard).toEqual(['one/3']);
  expect(speaker.speaking()).toBe(false);
  expect(speaker.works()).toBe(false);
  speaker.stop();
});
