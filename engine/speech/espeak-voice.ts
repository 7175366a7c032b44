/** The voice of espeak-ng through ALSA: two programs and a pipe between them. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { AudioConfig } from '../../contract/audio.ts';
import type { Spoken, Voice } from './voice.ts';

/** espeak-ng's amplitude, 0 to 200, for each volume. */
const AMPLITUDES = [30, 60, 100, 140, 200] as const;

/** What espeak-ng takes for commands: phonemes in double brackets, markup. */
const MARKUP = /[\p{Cc}[\]<>|]/gu;

const exitOf = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });

/**
 * The words go by standard input: on a command line they would stand in the list of processes, for everybody on
 * this machine to read. Fails, and throws nothing, where a program or the sound card is missing.
 */
export const createEspeakVoice = (config: AudioConfig): Voice => ({
  speak: async ({ language, text }, volume, signal): Promise<Spoken> => {
    const isSilenced = (): boolean => signal.aborted;
    if (isSilenced()) return 'silenced';
    const amplitude = AMPLITUDES[volume - 1] ?? AMPLITUDES[2];
    const synthesiser = spawn(
      config.synthesiser,
      [
        ...['-v', config.voices[language], '-s', String(config.wordsPerMinute)],
        ...['-a', String(amplitude), '-b', '1', '--stdin', '--stdout'],
      ],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    const player = spawn(config.player, ['-q', '-D', config.device, '-t', 'wav', '-'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const silence = (): void => {
      synthesiser.kill('SIGKILL');
      player.kill('SIGKILL');
    };
    signal.addEventListener('abort', silence, { once: true });
    // A program that is gone reads no more: how it ended says why.
    for (const stream of [synthesiser.stdin, synthesiser.stdout, player.stdin]) {
      stream.on('error', () => undefined);
    }
    synthesiser.stdout.pipe(player.stdin);
    synthesiser.stdin.end(`${text.replaceAll(MARKUP, ' ')}\n`);
    const spoke = exitOf(synthesiser).then((good) => {
      if (!good) player.kill('SIGKILL');
      return good;
    });
    const played = exitOf(player).then((good) => {
      if (!good) synthesiser.kill('SIGKILL');
      return good;
    });
    const ends = await Promise.all([spoke, played]);
    signal.removeEventListener('abort', silence);
    if (isSilenced()) return 'silenced';
    return ends.every(Boolean) ? 'said' : 'failed';
  },
});
