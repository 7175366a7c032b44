import type { Language } from '../../contract/language.ts';
import type { SoundState } from '../../contract/technician.ts';
import ar from '../../locales/ar/technician.json' with { type: 'json' };
import en from '../../locales/en/technician.json' with { type: 'json' };
import type { Voice } from '../speech/voice.ts';
import { USUAL_VOLUME } from '../../contract/audio.ts';

const words = { ar, en };

export type SoundTest = {
  readonly state: () => SoundState;
  /** False: there is no sound here. */
  readonly begin: (language: Language) => boolean;
  readonly end: () => void;
};

/** Says one sentence through the kiosk's own voice, at the volume that every listener begins with. */
export const createSoundTest = (deps: {
  readonly voice: Voice | undefined;
  readonly onChange: () => void;
  readonly onDone: (state: SoundState) => void;
  readonly onBug: (cause: unknown) => void;
}): SoundTest => {
  const { voice } = deps;
  const quiet: SoundState = voice === undefined ? 'unset' : 'quiet';
  let state: SoundState = quiet;
  let speaking = new AbortController();
  return {
    state: () => state,
    begin: (language) => {
      if (voice === undefined) return false;
      speaking.abort();
      const mine = new AbortController();
      speaking = mine;
      state = 'speaking';
      deps.onChange();
      const text = words[language].sound.spoken;
      voice.speak({ language, text }, USUAL_VOLUME, mine.signal).then((spoken) => {
        if (mine.signal.aborted) return;
        state = spoken === 'failed' ? 'failed' : 'said';
        deps.onDone(state);
        deps.onChange();
      }, deps.onBug);
      return true;
    },
    end: () => {
      speaking.abort();
      state = quiet;
    },
  };
};
