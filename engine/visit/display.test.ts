import { expect, test } from 'vitest';
import { USUAL_DISPLAY } from '../../contract/view.ts';
import { adjusted, seatedReach } from './display.ts';

test('only what was named changes', () => {
  expect(adjusted(USUAL_DISPLAY, { text: 'large' })).toEqual({ ...USUAL_DISPLAY, text: 'large' });
  expect(
    adjusted({ contrast: 'high', text: 'large', reach: 'seated' }, { reach: undefined }),
  ).toEqual({ contrast: 'high', text: 'large', reach: 'seated' });
});

test('the reach follows from where the panel hangs', () => {
  // 27 inches upright, its picture from 800 mm: 420 mm of it lie under 1,220 mm.
  expect(seatedReach({ heightMm: 598, lowerEdgeMm: 800 })).toBeCloseTo(420 / 598, 6);
  expect(seatedReach({ heightMm: 300, lowerEdgeMm: 700 })).toBe(1);
  expect(seatedReach({ heightMm: 598, lowerEdgeMm: 1_500 })).toBe(0.1);
});
