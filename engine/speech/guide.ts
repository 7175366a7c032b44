/** Audio guidance through a visit: what is said when, by the view and by what the page reports. */
import { VOLUMES, type AudioAct, type AudioConfig, type AudioView } from '../../contract/audio.ts';
import type { Clock } from '../../contract/clock.ts';
import type { IntentProblem } from '../../contract/engine-api.ts';
import type { Language } from '../../contract/language.ts';
import type { KioskView } from '../../contract/view.ts';
import type { Log } from '../log.ts';
import { createSpeaker } from './speaker.ts';
import { heardSpeech } from './speech-of-control.ts';
import { speechFor } from './speech-for.ts';
import { piecesOf } from './spelling.ts';
import type { SpeechFacts } from './telling.ts';
import type { Voice } from './voice.ts';
import { numberWords, speech, type SpeechKey } from './words.ts';

export type Guide = {
  readonly act: (act: AudioAct) => IntentProblem | null;
  /** It was plugged in, or pulled out: then nobody listens any more. */
  readonly headset: (plugged: boolean) => void;
  readonly view: () => AudioView;
  /** The visit, a device or a payment changed. */
  readonly viewChanged: () => void;
  readonly stop: () => void;
};

export const createGuide = (deps: {
  readonly config: AudioConfig;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly facts: SpeechFacts;
  readonly view: () => KioskView;
  /** From the attract screen into a visit. */
  readonly begin: () => IntentProblem | null;
  /** Somebody is there. */
  readonly touch: () => void;
  /** Nobody is hurried while something is being said. */
  readonly hold: (held: boolean) => void;
  readonly changed: () => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): Guide => {
  const { facts, log } = deps;
  let on = false;
  let main = '';
  let news = '';
  let warned = false;
  let atGoodbye = false;
  let worked = true;

  const speaker = createSpeaker({
    ...deps,
    onChange: () => {
      deps.hold(on && speaker.speaking());
      if (speaker.works() === worked) return;
      worked = speaker.works();
      log('audio.state', { state: worked ? 'online' : 'noDevice' });
      deps.changed();
    },
  });

  const remark = (key: SpeechKey, language: Language, values = {}): void => {
    speaker.remark(piecesOf(speech(language)(key, values), language));
  };

  const sayScreen = (view: KioskView): void => {
    const told = speechFor(view, facts);
    ({ main, news } = told);
    speaker.say(piecesOf(`${main} ${news}`, told.language));
  };

  const end = (): void => {
    on = false;
    main = '';
    news = '';
    warned = false;
    // The goodbye is heard to its end; nothing else outlives its visit.
    if (!atGoodbye) speaker.silence();
    speaker.reset();
    deps.hold(false);
    deps.changed();
  };

  const viewChanged = (): void => {
    if (!on) return;
    const view = deps.view();
    const { name } = view.screen;
    if (name === 'attract' || name === 'outOfService') {
      end();
      return;
    }
    atGoodbye = name === 'goodbye';
    const told = speechFor(view, facts);
    const warning = view.idleWarning !== null;
    if (told.main !== main) sayScreen(view);
    else if (told.news !== news) {
      ({ news } = told);
      if (news !== '') speaker.add(piecesOf(news, told.language));
    } else if (warning !== warned) {
      // Before it is said: to begin to speak holds the time, and that changes the view again.
      warned = warning;
      remark(warning ? 'idle' : 'idleOver', view.language);
    }
    warned = warning;
  };

  const begin = (): IntentProblem | null => {
    if (on) return null;
    const view = deps.view();
    if (view.screen.name === 'outOfService') {
      sayScreen(view);
      return null;
    }
    on = true;
    if (view.screen.name === 'attract') {
      const problem = deps.begin();
      if (problem !== null) on = false;
      return problem;
    }
    deps.changed();
    viewChanged();
    return null;
  };

  const say = (heard: Extract<AudioAct, { act: 'say' }>['heard']): IntentProblem | null => {
    const view = deps.view();
    if (heard.what === 'screen') {
      sayScreen(view);
      return null;
    }
    const words = heardSpeech(heard, view, facts);
    if (words === null) return 'notOnThisScreen';
    if (heard.what === 'found') {
      speaker.add(piecesOf(words, view.language));
      return null;
    }
    speaker.say(piecesOf(words, view.language));
    return null;
  };

  return {
    act: (act) => {
      if (act.act === 'begin') return begin();
      // A key pressed while the page still showed the visit before: it is the first of the next one.
      const isMove = act.act === 'say' && act.heard.what === 'focus';
      if (!on) return isMove && deps.view().screen.name === 'attract' ? begin() : 'notAllowed';
      deps.touch();
      if (act.act === 'say') return say(act.heard);
      if (act.act === 'repeat') {
        speaker.repeat();
        return null;
      }
      speaker.louder();
      deps.changed();
      const { language } = deps.view();
      const [n, most] = [speaker.volume(), VOLUMES].map((each) => numberWords(each, language));
      remark('volume', language, { n, most });
      return null;
    },
    headset: (plugged) => {
      atGoodbye &&= plugged;
      if (plugged) begin();
      else if (on) end();
    },
    view: () => ({
      state: speaker.works() ? (on ? 'on' : 'off') : 'away',
      volume: speaker.volume(),
      keys: deps.config.keys,
    }),
    viewChanged,
    stop: speaker.stop,
  };
};
