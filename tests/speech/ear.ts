/** Somebody who sees nothing: hears what is said, and presses the keys of a pad. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { AudioConfig } from '../../contract/audio.ts';
import { USUAL_PAD } from '../../contract/audio.ts';

export type Ear = {
  /** For `kiosk.json`: a voice that writes down what it is told to say, and a player that plays nothing. */
  readonly audio: Partial<AudioConfig> & { readonly enabled: true };
  /** Every stretch heard so far. */
  readonly heard: () => readonly string[];
};

/** The real espeak-ng makes the sound; the ear stands between it and the words, and in place of the sound card. */
export const earIn = (folder: string): Ear => {
  const file = join(folder, 'heard');
  const program = (name: string, script: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  return {
    audio: {
      enabled: true,
      synthesiser: program(
        'voice',
        `words=$(cat); case "$words" in *[!\\ ]*) printf '%s\\n' "$words" >> '${file}';; esac
printf '%s' "$words" | espeak-ng "$@"`,
      ),
      player: program('player', 'exec cat > /dev/null'),
    },
    heard: () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []),
  };
};

export type Listener = {
  /** Waits until something that was said since the last key holds `words`. */
  readonly hears: (words: string | RegExp) => Promise<string>;
  readonly presses: (key: keyof typeof USUAL_PAD) => Promise<void>;
  /** Goes on from control to control until one is called `words`. */
  readonly goesTo: (words: string | RegExp, key?: 'next' | 'down' | 'previous') => Promise<void>;
  readonly listened: () => readonly string[];
};

const holds = (said: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? said.includes(words) : words.test(said);

/** More controls than any screen has. */
const MOST_STEPS = 80;

export const listenerAt = (page: Page, ear: Ear): Listener => {
  let from = 0;
  const since = (): readonly string[] => ear.heard().slice(from);
  const hears = async (words: string | RegExp): Promise<string> => {
    await expect
      .poll(() => since().some((said) => holds(said, words)), {
        message: `to hear ${String(words)} after: ${ear.heard().slice(-4).join(' | ')}`,
      })
      .toBe(true);
    return since().find((said) => holds(said, words)) ?? '';
  };
  const presses: Listener['presses'] = async (key) => {
    from = ear.heard().length;
    await page.keyboard.press(USUAL_PAD[key][0] ?? '');
  };
  return {
    hears,
    presses,
    goesTo: async (words, key = 'down') => {
      for (let step = 0; step < MOST_STEPS; step += 1) {
        await presses(key);
        await expect.poll(() => since().length).toBeGreaterThan(0);
        if (since().some((said) => holds(said, words))) return;
      }
      throw new Error(`nothing is called ${String(words)}: ${ear.heard().slice(-20).join(' | ')}`);
    },
    listened: ear.heard,
  };
};
