import { expect, test } from 'vitest';
import type { StatusReport } from '../../contract/status-report.ts';
import { sampleStatus } from '../testing/status-reports.ts';
import type { KioskFacts } from './rows.ts';
import { type AlertLimits, conditionsOf } from './rules.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const LIMITS: AlertLimits = {
  offlineMs: 10 * MINUTE,
  notSellingMs: 5 * MINUTE,
  paperReceipts: 40,
  exposureFils: 500_000,
  inDoubtMs: 60 * MINUTE,
  clockSkewMs: MINUTE,
};

const facts = (report: Partial<StatusReport> = {}, more: Partial<KioskFacts> = {}): KioskFacts => ({
  kioskId: 'kiosk-1',
  enrolledMs: 0,
  revokedMs: null,
  heardMs: NOW - MINUTE,
  receivedMs: NOW - MINUTE,
  skewMs: 0,
  version: '0.1.0',
  report: { ...sampleStatus(NOW - MINUTE), ...report },
  ...more,
});
const since = (state: string, agoMs: number) => ({
  state,
  since: new Date(NOW - agoMs).toISOString(),
});
const found = (one: KioskFacts, limits = LIMITS) => conditionsOf(one, limits, NOW);

test('a kiosk that is well, or never spoke, gives no alert', () => {
  expect(found(facts())).toEqual([]);
  expect(found(facts({}, { heardMs: null, receivedMs: null, report: null, skewMs: null }))).toEqual(
    [],
  );
});

test.each([
  [
    'offline',
    facts({}, { heardMs: NOW - 10 * MINUTE }),
    facts({}, { heardMs: NOW - 10 * MINUTE - 1 }),
  ],
  [
    'notSelling',
    facts({ states: { sales: since('terminalAway', 5 * MINUTE) } }),
    facts({ states: { sales: since('terminalAway', 5 * MINUTE + 1) } }),
  ],
  ['paperLow', facts({ paperLeft: 40 }), facts({ paperLeft: 39 })],
  [
    'paperLow',
    facts({ paperLeft: null, states: { paper: since('unknown', 0) } }),
    facts({ paperLeft: null, states: { paper: since('low', 0) } }),
  ],
  [
    'exposure',
    facts({ exposure: { fils: 500_000, payments: 3, oldestAgeMs: 0 } }),
    facts({ exposure: { fils: 500_001, payments: 3, oldestAgeMs: 0 } }),
  ],
  [
    // It is a minute since the report came.
    'inDoubt',
    facts({ inDoubt: { payments: 1, oldestAgeMs: 59 * MINUTE } }),
    facts({ inDoubt: { payments: 1, oldestAgeMs: 59 * MINUTE + 1 } }),
  ],
  ['clockSkew', facts({}, { skewMs: MINUTE }), facts({}, { skewMs: -MINUTE - 1 })],
  [
    'tamper',
    facts({ states: { tamper: since('no', 0) } }),
    facts({ states: { tamper: since('yes', 0) } }),
  ],
] as const)('%s: just not yet, and just so', (rule, before, after) => {
  expect(found(before)).toEqual([]);
  expect(found(after).map((each) => each.rule)).toEqual([rule]);
});

test('an engine that could not start sends its log alone: it does not sell', () => {
  const one = facts({}, { heardMs: NOW, receivedMs: NOW - 11 * MINUTE });
  expect(found(one)).toEqual([{ rule: 'notSelling', sinceMs: NOW - 11 * MINUTE, measure: null }]);
});

test('since when is said by our clock, however wrong the kiosk’s is', () => {
  const skewMs = 3 * 3_600_000;
  const stopped = { sales: since('door', 10 * MINUTE - skewMs) };
  const one = facts({ states: stopped }, { skewMs });
  expect(found(one, { ...LIMITS, clockSkewMs: 2 * skewMs })).toEqual([
    { rule: 'notSelling', sinceMs: NOW - 10 * MINUTE, measure: null },
  ]);
});
