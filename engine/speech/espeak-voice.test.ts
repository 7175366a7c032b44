import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audioConfigSchema, type AudioConfig } from '../../contract/audio.ts';
import { createEspeakVoice } from './espeak-voice.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-voice-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};
const config = (parts: Partial<AudioConfig>): AudioConfig =>
  audioConfigSchema.parse({ enabled: true, ...parts });
const never = new AbortController().signal;

/** The samples after the `data` header: 16 bits each. */
const loudness = (path: string): { readonly samples: number; readonly loudest: number } => {
  const wav = readFileSync(path);
  expect(wav.subarray(0, 4).toString('latin1')).toBe('RIFF');
  const at = wav.indexOf('data') + 8;
  const samples = Math.floor((wav.length - at) / 2);
  let loudest = 0;
  for (let n = 0; n < samples; n += 1) {
    loudest = Math.max(loudest, Math.abs(wav.readInt16LE(at + 2 * n)));
  }
  return { samples, loudest };
};

test.each([
  ['ar', 'تَمَّ الدَّفْعُ. شُكْرًا لَكَ.'],
  ['en', 'Paid. Thank you.'],
] as const)('espeak-ng speaks (%s), and louder when asked to', async (language, text) => {
  const wav = join(folder, 'out.wav');
  const voice = createEspeakVoice(config({ player: program('player', `cat > ${wav}`) }));
  expect(await voice.speak({ language, text }, 1, never)).toBe('said');
  const soft = loudness(wav);
  expect(await voice.speak({ language, text }, 5, never)).toBe('said');
  const loud = loudness(wav);
  expect(soft.samples).toBeGreaterThan(22_050 / 2);
  expect(soft.loudest).toBeGreaterThan(200);
  expect(loud.loudest).toBeGreaterThan(soft.loudest * 1.5);
});

test('the words stand on no command line', async () => {
  const seen = join(folder, 'arguments');
  const voice = createEspeakVoice(
    config({
      synthesiser: program('voice', `echo "$@" >> ${seen}; cat`),
      player: program('player', `echo "$@" >> ${seen}; cat > /dev/null`),
    }),
  );
  expect(await voice.speak({ language: 'en', text: 'four seven one one' }, 3, never)).toBe('said');
  expect(readFileSync(seen, 'utf8')).not.toContain('seven');
  expect(readFileSync(seen, 'utf8')).toContain('--stdin');
});

test('it is silenced at once', async () => {
  const silencing = new AbortController();
  const voice = createEspeakVoice(
    config({
      synthesiser: program('voice', 'exec sleep 600'),
      player: program('player', 'exec sleep 600'),
    }),
  );
  const spoken = voice.speak({ language: 'en', text: 'long' }, 3, silencing.signal);
  silencing.abort();
  expect(await spoken).toBe('silenced');
});

test.each([
  ['no espeak-ng', { synthesiser: '/nowhere/espeak-ng', player: 'cat' }],
  ['no player', { player: '/nowhere/aplay' }],
  ['no such sound card', { device: 'plughw:CARD=NoSuchCard' }],
])('%s: it fails, and nothing is thrown', async (_name, parts) => {
  const voice = createEspeakVoice(config(parts));
  expect(await voice.speak({ language: 'en', text: 'hello' }, 3, never)).toBe('failed');
});
