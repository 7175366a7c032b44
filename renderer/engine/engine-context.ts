import { createContext, useContext } from 'react';
import type { Heard } from '../../contract/audio.ts';
import type { DockAct, Intent } from '../../contract/engine-api.ts';
import type { Language } from '../../contract/language.ts';
import type { KioskView } from '../../contract/view.ts';
import type { Translate } from '../i18n.ts';

export interface Kiosk {
  readonly view: KioskView;
  readonly language: Language;
  readonly t: Translate;
  /** Says what the person wants. A second press while the first is unanswered is dropped. */
  readonly send: (intent: Intent) => void;
  /** For whoever listens: what only the page knows of. Nothing where nobody does. */
  readonly hear: (heard: Heard) => void;
  readonly dock: (act: DockAct) => Promise<boolean>;
}

export const KioskContext = createContext<Kiosk | null>(null);

export const useKiosk = (): Kiosk => {
  const kiosk = useContext(KioskContext);
  if (kiosk === null) throw new Error('useKiosk outside of KioskContext');
  return kiosk;
};
