import { describe, expect, test } from 'vitest';
import type { FleetRow, TimelineEntry } from '../contract/console.ts';
import ar from '../locales/ar/console.json' with { type: 'json' };
import en from '../locales/en/console.json' with { type: 'json' };
import { chosen } from './fleet/chosen.ts';
import { dinars } from './money.ts';
import { entryLook, entryText, stateText, thingText } from './plain-words.ts';
import { placeOf, linkTo } from './router.ts';
import { dayOf, dayStart, lastingOf, timeOf } from './times.ts';

const entry = (
  subject: string,
  state: string,
  kind: TimelineEntry['kind'] = 'change',
): TimelineEntry => ({
  at: '2026-11-22T11:05:00.000Z',
  kind,
  subject,
  state,
  until: null,
});

describe('plain words', () => {
  test.each([
    [entry('sales', 'terminalAway'), 'Stopped selling: the card reader takes no cards', 'bad'],
    [entry('sales', 'open'), 'Sells again', 'good'],
    [entry('terminal', 'offline'), 'Card reader: not connected', 'warn'],
    [entry('paper', 'out'), 'Paper: none left', 'warn'],
    [entry('cover', 'open'), 'Printer cover: open', 'warn'],
    [entry('door', 'closed'), 'Cabinet door: closed', 'dull'],
    [entry('engine', 'started'), 'The engine started', 'dull'],
    [entry('version', '0.2.0'), 'New version: 0.2.0', 'dull'],
    [
      entry('engine.closed', 'disk', 'log'),
      'The engine stays closed: its disk is full or broken',
      'bad',
    ],
    [entry('offline', '', 'alert'), 'Not heard from', 'bad'],
    [entry('disk.short', '', 'log'), 'The disk is nearly full', 'dull'],
  ] as const)('%o', (one, text, look) => {
    expect(entryText(one, en)).toBe(text);
    expect(entryLook(one)).toBe(look);
  });

  test('a word that a newer kiosk says stands as it came', () => {
    expect(entryText(entry('hologram', 'dim'), en)).toBe('hologram: dim');
    expect(stateText('terminal', 'melted', ar)).toBe('melted');
    expect(thingText('toString', en)).not.toBe('');
  });
});

test('what is searched for and what needs attention', () => {
  const row = (kioskId: string, more: Partial<FleetRow> = {}): FleetRow => ({
    kioskId,
    place: { ar: 'مجمع السيف', en: 'Seef Mall' },
    state: 'selling',
    why: null,
    lastContact: null,
    troubles: [],
    paperLeft: null,
    paper: null,
    exposureFils: 0,
    exposurePayments: 0,
    inDoubt: 0,
    skewMs: 0,
    version: null,
    alerts: [],
    ...more,
  });
  const rows = [
    row('kiosk-10'),
    row('kiosk-9'),
    row('kiosk-2', { alerts: ['exposure'] }),
    row('kiosk-30', { state: 'notSelling' }),
  ];
  const names = (typed: string, only: 'all' | 'attention') =>
    chosen(rows, typed, only).map(({ kioskId }) => kioskId);
  expect(names('', 'all')).toEqual(['kiosk-30', 'kiosk-2', 'kiosk-9', 'kiosk-10']);
  expect(names('', 'attention')).toEqual(['kiosk-30', 'kiosk-2']);
  expect(names('SEEF 10', 'all')).toEqual(['kiosk-10']);
  expect(names('السيف 9', 'all')).toEqual(['kiosk-9']);
});

test('days and times are Bahrain’s', () => {
  const ms = Date.UTC(2026, 10, 22, 21, 5);
  expect([dayOf(ms), timeOf(ms)]).toEqual(['2026-11-23', '00:05']);
  expect(dayStart('2026-11-23')).toBe(Date.UTC(2026, 10, 22, 21));
  expect(lastingOf(26 * 60_000, en.units)).toBe('26 min');
  expect(lastingOf(47 * 3_600_000, en.units)).toBe('47 h');
  expect(lastingOf(48 * 3_600_000, en.units)).toBe('2 d');
});

test('money has three places', () => {
  expect([dinars(0), dinars(12_345), dinars(-5)]).toEqual(['0.000', '12.345', '-0.005']);
});

test('addresses lead there and back', () => {
  expect(linkTo('/kiosks/kiosk-1', { day: '2026-11-22', at: undefined })).toBe(
    '/console/kiosks/kiosk-1?day=2026-11-22',
  );
  expect(placeOf('/console/kiosks/kiosk-1?day=x').path).toBe('/kiosks/kiosk-1');
  expect(placeOf('/console').path).toBe('/');
  expect(placeOf('/console/').path).toBe('/');
});
