import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDay, formatMoment } from './dates.ts';
import { qrPath } from './qr.tsx';

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colours of a theme: what it does not name is as in the light one. */
const themed = (selector: string): ReadonlyMap<string, string> => {
  const start = tokens.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const block = tokens.slice(start, tokens.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([a-z-]+): #([0-9a-f]{3,6});/gu)].map(([, name = '', hex = '']) => [
      name,
      hex.length === 3 ? hex.replaceAll(/./gu, '$&$&') : hex,
    ]),
  );
};
const light = themed(':root');
const THEMES = {
  light,
  'high contrast': new Map([...light, ...themed(`[data-contrast='high']`)]),
};
type Theme = keyof typeof THEMES;

const luminance = (theme: Theme, name: string): number => {
  const hex = THEMES[theme].get(name) ?? '';
  expect(hex, name).toHaveLength(6);
  const [red, green, blue] = [0, 2, 4].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
};
/** WCAG's contrast ratio of two tokens. */
const contrast = (theme: Theme, a: string, b: string): number => {
  const [dark = 0, bright = 0] = [luminance(theme, a), luminance(theme, b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

describe.each([
  ['light', 4.5],
  ['high contrast', 7],
] as const)('the colours, %s', (theme, least) => {
  it.each([
    ['on-act', 'act'],
    ['on-act', 'act-pressed'],
    ['ink', 'ground'],
    ['ink', 'sand'],
    ['ink', 'sand-deep'],
    ['sand-ink', 'ground'],
    ['sand-ink', 'sand'],
    ['sand-ink', 'sand-deep'],
  ])('%s on %s is text one can read', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(least);
  });

  it('white on the flag is text one can read', () => {
    expect(contrast(theme, 'on-flag', 'flag')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ground', 'sand'])('an edge stands out on %s', (ground) => {
    expect(contrast(theme, 'sand-line', ground)).toBeGreaterThanOrEqual(3);
  });
});

describe('dates', () => {
  it('name the month and keep Latin digits', () => {
    expect(formatDay('2026-11-30', 'en')).toBe('30 November 2026');
    expect(formatDay('2026-11-30', 'ar')).toBe('30 نوفمبر 2026');
  });

  it('are told in Bahrain’s time', () => {
    expect(formatMoment('2026-11-25T22:30:00.000Z', 'en')).toContain('26 November 2026');
    expect(formatMoment('2026-11-25T22:30:00.000Z', 'en')).toContain('01:30');
    expect(formatMoment('2026-11-25T22:30:00.000Z', 'ar')).toMatch(/^26 نوفمبر 2026.*1:30/u);
  });
});

describe('the QR', () => {
  it('keeps four modules of quiet on each side', () => {
    const { path, side } = qrPath('https://khidma.example/r/7K2M9QXD04TB5HJ3NS');
    const corners = [...path.matchAll(/M(\d+) (\d+)h(\d+)/gu)].map((match) => match.map(Number));
    expect(Math.min(...corners.map(([, x = 0]) => x))).toBe(4);
    expect(Math.max(...corners.map(([, x = 0, , width = 0]) => x + width))).toBe(side - 4);
  });
});
