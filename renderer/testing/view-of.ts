/** A kiosk's view around a screen, for the fixtures. */
import type { Language } from '../../contract/language.ts';
import type { KioskView, Screen } from '../../contract/view.ts';

export interface NamedView {
  readonly name: string;
  readonly view: KioskView;
}

const NO_WAY_BACK: readonly Screen['name'][] = [
  'attract',
  'paying',
  'outcome',
  'receipt',
  'goodbye',
  'outOfService',
  'signedIn',
  'dues',
];

/** A kiosk where everything works, showing `screen`. */
export const viewOf = (screen: Screen, change: Partial<KioskView> = {}): KioskView => ({
  revision: 1,
  kioskId: 'BH-MAN-001',
  language: 'ar',
  languages: ['ar', 'en'],
  nearest: {
    ar: 'بوابة 3، مجمع السيف، بجانب المصاعد',
    en: 'Gate 3, Seef Mall, beside the lifts',
  },
  screen,
  terminal: { state: 'online' },
  printer: { state: 'online', paper: 'full', coverOpen: false, media: null, receiptsLeft: 500 },
  gateway: 'online',
  readers: { code: true, identityCard: true },
  idleWarning: null,
  canGoBack: !NO_WAY_BACK.includes(screen.name),
  display: { contrast: 'normal', text: 'normal', reach: 'normal' },
  seatedReach: 0.7,
  dock: false,
  ...change,
});

export const inLanguage = (view: KioskView, language: Language): KioskView => ({
  ...view,
  language,
});

export const noPaper = {
  printer: { state: 'online', paper: 'out', coverOpen: false, media: null, receiptsLeft: 0 },
} as const;
