/** The sign that somebody listens, where it stands on the screen. */
import { USUAL_PAD, USUAL_VOLUME, type AudioView } from '../../contract/audio.ts';
import { card, EWA, TRAFFIC, ZAKAT } from './samples.ts';
import { viewOf, type NamedView } from './view-of.ts';

export const listening: AudioView = { state: 'on', volume: USUAL_VOLUME, keys: USUAL_PAD };

const services = [card(EWA), card(TRAFFIC), card(ZAKAT)];
export const audioViews: readonly NamedView[] = [
  {
    name: 'services-audio-on',
    view: viewOf({ name: 'services', services }, { audio: listening }),
  },
  {
    name: 'services-audio-away',
    view: viewOf({ name: 'services', services }, { audio: { ...listening, state: 'away' } }),
  },
];
