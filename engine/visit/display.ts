/** How the page is shown to one visitor. Pure. */
import type { KioskConfig } from '../../contract/config.ts';
import type { Display } from '../../contract/view.ts';

/** Only what was named changes. */
export const adjusted = (
  display: Display,
  wish: { readonly [K in keyof Display]?: Display[K] | undefined },
): Display => ({
  contrast: wish.contrast ?? display.contrast,
  text: wish.text ?? display.text,
  reach: wish.reach ?? display.reach,
});

/** Within reach of somebody who sits, in mm above the floor: EN 301 549 §8.3.2, a forward reach without obstruction. */
const SEATED_REACH_MM = 1_220;
const LEAST_REACH = 0.1;

/** The share of the panel's picture, from below, that lies within that reach; 1: all of it. */
export const seatedReach = ({ heightMm, lowerEdgeMm }: KioskConfig['kiosk']['panel']): number =>
  Math.min(1, Math.max(LEAST_REACH, (SEATED_REACH_MM - lowerEdgeMm) / heightMm));
