import { expect, test } from 'vitest';
import { addDays, bahrainDay, dayStartMs } from '../../central/database/day.ts';
import { statusReportSchema } from '../../contract/status-report.ts';
import { allowed } from '../../engine/telemetry/allow.ts';
import { EVENTS } from '../../engine/telemetry/vocabulary.ts';
import { seededRandom } from '../quarter/random.ts';
import { CHARACTERS } from './characters.ts';
import { createFate } from './fate.ts';
import { factsOf, goodHouse, paperOf, salesOf } from './house.ts';
import { allMishaps } from './mishaps.ts';
import { readFleetOptions } from './options.ts';
import { pastOf } from './past.ts';
import { placeOf } from './places.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 22, 20, 30);

const lived = (seed: string, minutes: number): string[] => {
  const house = goodHouse();
  const fate = createFate({ random: seededRandom(seed), fromMs: NOW, everyMs: 10 * MINUTE_MS });
  return Array.from({ length: minutes }, (_, minute) => {
    fate.pass(house, NOW + minute * MINUTE_MS);
    return JSON.stringify({ ...house, sales: salesOf(house), paper: paperOf(house) });
  });
};

test('the same seed, the same fate; another seed, another', () => {
  const once = lived('a', 600);
  expect(lived('a', 600)).toEqual(once);
  expect(lived('b', 600)).not.toEqual(once);
  expect(new Set(once).size).toBeGreaterThan(5);
});

test('every mishap is seen in the report or the log, and is over when it ends', () => {
  for (const mishap of allMishaps()) {
    const house = goodHouse();
    const well = factsOf(house, [], 1, NOW);
    const begun = mishap.begin(house, NOW - MINUTE_MS);
    const unwell = factsOf(house, [], 1, NOW);
    expect(unwell, mishap.name).not.toEqual(well);
    const ended = mishap.end(house);
    expect(factsOf(house, [], 1, NOW), mishap.name).toEqual(well);
    for (const { event, fields } of [...begun, ...ended]) {
      const told = allowed(event, fields ?? {});
      // A field that the engine's gate would hold back would never be seen.
      const kept = told?.attributes.map(({ key }) => (key === 'device' ? 'role' : key));
      if (EVENTS[event]?.device === undefined)
        expect(kept?.toSorted(), event).toEqual(Object.keys(fields ?? {}).toSorted());
      expect(told?.event).toBe(event);
    }
  }
});

test('kiosk 17 stopped at 14:05 yesterday, whatever the hour is now', () => {
  for (let hour = 0; hour < 24; hour += 5) {
    const nowMs = NOW + hour * 60 * MINUTE_MS;
    const { report, log } = pastOf({
      random: seededRandom('past'),
      nowMs,
      place: placeOf(16),
      version: '1.0.0',
      catalogueVersion: 7,
      told: CHARACTERS.get(17)?.yesterday?.(nowMs) ?? [],
    });
    expect(statusReportSchema.safeParse(report).error).toBeUndefined();
    const fiveAfterTwo = dayStartMs(addDays(bahrainDay(nowMs), -1)) + (14 * 60 + 5) * MINUTE_MS;
    const stop = report.changes.find(
      ({ subject, at }) =>
        subject === 'terminal' && Math.abs(Date.parse(at) - fiveAfterTwo) <= MINUTE_MS / 2,
    );
    expect(stop?.state).toBe('offline');
    expect(
      log.some(({ atMs, line }) => atMs === fiveAfterTwo && line.event === 'terminal.state'),
    ).toBe(true);
  }
});

test('places are told apart in both languages', () => {
  const places = Array.from({ length: 200 }, (_, index) => placeOf(index));
  expect(new Set(places.map(({ ar }) => ar)).size).toBe(200);
  expect(new Set(places.map(({ en }) => en)).size).toBe(200);
});

test('a wrong option is refused in words', () => {
  expect(readFleetOptions([])).toMatchObject({ ok: true, value: { kiosks: 200 } });
  for (const args of [['--kiosks', '0'], ['--kiosks', '2001'], ['--port', 'x'], ['--loud']])
    expect(readFleetOptions(args).ok, args.join(' ')).toBe(false);
});
