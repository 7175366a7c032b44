import type { SettingPath } from '../../contract/technician-settings.ts';
import type { Words } from './words.ts';

const NAMES: Readonly<Record<SettingPath, keyof Words['settings']['field']>> = {
  'kiosk.place.ar': 'placeAr',
  'kiosk.place.en': 'placeEn',
  'kiosk.nearest.ar': 'nearestAr',
  'kiosk.nearest.en': 'nearestEn',
  'kiosk.cardReader': 'cardReader',
  'kiosk.panel.heightMm': 'panelHeight',
  'kiosk.panel.lowerEdgeMm': 'panelEdge',
  'timing.idleWarningMs': 'idleWarning',
  'timing.idleWipeMs': 'idleWipe',
  'gateway.url': 'gatewayUrl',
};

/** A field of the configuration as people call it; `null`: it has no name but its path. */
export const settingName = (path: string, words: Words['settings']): string | null =>
  path in NAMES ? words.field[NAMES[path as SettingPath]] : null;
