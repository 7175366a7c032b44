import type { Clock } from '../../contract/clock.ts';
import { USUAL_VOLUME, VOLUMES } from '../../contract/audio.ts';
import type { Piece } from './spelling.ts';
import type { Voice } from './voice.ts';

/** One utterance at a time: a new one silences the one before, at once. */
export type Speaker = {
  readonly say: (pieces: readonly Piece[]) => void;
  /** After what is being said. */
  readonly add: (pieces: readonly Piece[]) => void;
  /** As `say`, and `repeat` comes back to the one before. */
  readonly remark: (pieces: readonly Piece[]) => void;
  readonly repeat: () => void;
  readonly silence: () => void;
  readonly speaking: () => boolean;
  /** False: the last try made no sound. */
  readonly works: () => boolean;
  readonly volume: () => number;
  /** One step louder; after the loudest the softest. */
  readonly louder: () => void;
  /** For the next visitor: the usual volume, and nothing to repeat. */
  readonly reset: () => void;
  readonly stop: () => void;
};

const ASK_AGAIN_MS = 30_000;
/** Says nothing, and shows whether the programs and the sound card are there. */
const PROBE: Piece = { language: 'en', text: ' ' };

export const createSpeaker = (deps: {
  readonly voice: Voice;
  readonly clock: Clock;
  /** It began or ended to speak, or began or ceased to work. */
  readonly onChange: () => void;
  readonly onBug: (cause: unknown) => void;
}): Speaker => {
  let waiting: Piece[] = [];
  let last: readonly Piece[] = [];
  let running: AbortController | null = null;
  let works = true;
  let volume = USUAL_VOLUME;
  let stopped = false;
  let cancelProbe: () => void = () => undefined;

  const heard = (now: boolean): void => {
    if (now === works) return;
    works = now;
    deps.onChange();
    if (!works) askAgain();
  };
  const probe = (): void => {
    if (running !== null || stopped) return;
    deps.voice.speak(PROBE, volume, new AbortController().signal).then((result) => {
      heard(result === 'said');
      if (result !== 'said') askAgain();
    }, deps.onBug);
  };
  const askAgain = (): void => {
    cancelProbe();
    if (!stopped) cancelProbe = deps.clock.after(ASK_AGAIN_MS, probe);
  };

  const run = async (own: AbortController): Promise<void> => {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      const result = await deps.voice.speak(piece, volume, own.signal);
      if (own.signal.aborted) return;
      heard(result === 'said');
      if (result === 'failed') waiting = [];
    }
    running = null;
    deps.onChange();
  };
  const start = (): void => {
    if (waiting.length === 0 || stopped) return;
    const own = new AbortController();
    running = own;
    deps.onChange();
    run(own).catch(deps.onBug);
  };
  const silence = (): void => {
    waiting = [];
    if (running === null) return;
    running.abort();
    running = null;
    deps.onChange();
  };
  /** Not `silence` first: nobody is hurried between two utterances. */
  const remark = (pieces: readonly Piece[]): void => {
    running?.abort();
    running = null;
    waiting = [...pieces];
    if (waiting.length === 0) deps.onChange();
    else start();
  };
  const say = (pieces: readonly Piece[]): void => {
    last = pieces;
    remark(pieces);
  };

  probe();
  return {
    say,
    remark,
    add: (pieces) => {
      last = [...last, ...pieces];
      waiting.push(...pieces);
      if (running === null) start();
    },
    repeat: () => {
      remark(last);
    },
    silence,
    speaking: () => running !== null,
    works: () => works,
    volume: () => volume,
    louder: () => {
      volume = volume === VOLUMES ? 1 : volume + 1;
      deps.onChange();
    },
    reset: () => {
      volume = USUAL_VOLUME;
      last = [];
    },
    stop: () => {
      stopped = true;
      cancelProbe();
      silence();
    },
  };
};
