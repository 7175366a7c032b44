import { expect, test } from 'vitest';
import type { Spoken, Voice } from '../speech/voice.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createSoundTest } from './sound-test.ts';

const stage = (voiceless = false) => {
  const said: { language: string; volume: number; end: (spoken: Spoken) => void }[] = [];
  const voice: Voice = {
    speak: ({ language }, volume, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve('silenced');
        });
        said.push({ language, volume, end: resolve });
      }),
  };
  const done: string[] = [];
  const sound = createSoundTest({
    voice: voiceless ? undefined : voice,
    onChange: () => undefined,
    onDone: (state) => done.push(state),
    onBug: (cause) => {
      throw cause as Error;
    },
  });
  return { sound, said, done };
};

test('a sentence is said in the technician’s language at the usual volume', async () => {
  const { sound, said, done } = stage();
  expect(sound.state()).toBe('quiet');
  sound.begin('ar');
  expect(sound.state()).toBe('speaking');
  expect(said[0]).toMatchObject({ language: 'ar', volume: 3 });
  said[0]?.end('said');
  await settle();
  expect(sound.state()).toBe('said');
  sound.begin('en');
  said[1]?.end('failed');
  await settle();
  expect(done).toEqual(['said', 'failed']);
});

test('it falls silent when the technician goes, and tells nothing more', async () => {
  const { sound, done } = stage();
  sound.begin('en');
  sound.end();
  await settle();
  expect(sound.state()).toBe('quiet');
  expect(done).toEqual([]);
});

test('a kiosk without sound says so', () => {
  const { sound } = stage(true);
  expect(sound.state()).toBe('unset');
  expect(sound.begin('en')).toBe(false);
});
