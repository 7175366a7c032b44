import { randomBytes } from 'node:crypto';
import { makeUuid7 } from '../../contract/ids.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import { createChanges } from '../../engine/status/changes.ts';
import type { Random } from '../quarter/random.ts';
import { createFate, type Told } from './fate.ts';
import { factsOf, goodHouse } from './house.ts';
import type { LogLine } from './mishaps.ts';

const HOUR_MS = 3_600_000;
/** So far back that it holds the whole of yesterday, whatever the hour. */
const BACK_MS = 47 * HOUR_MS;
const EVERY_MS = 9 * HOUR_MS;
const STEP_MS = 30_000;

export type Past = {
  readonly report: StatusReport;
  readonly log: readonly { readonly atMs: number; readonly line: LogLine }[];
};

/** What a kiosk would have told of the last two days: as one report of an engine that ended a minute ago. */
export const pastOf = (deps: {
  readonly random: Random;
  readonly nowMs: number;
  readonly place: StatusReport['place'];
  readonly version: string;
  readonly catalogueVersion: number;
  readonly told: readonly Told[];
}): Past => {
  const { nowMs, catalogueVersion } = deps;
  const fromMs = nowMs - BACK_MS;
  const house = goodHouse();
  const fate = createFate({ random: deps.random, fromMs, everyMs: EVERY_MS, told: deps.told });
  const changes = createChanges();
  const log: Past['log'][number][] = [];
  const endMs = nowMs - 60_000;
  for (let atMs = fromMs; atMs <= endMs; atMs += STEP_MS) {
    log.push(...fate.pass(house, atMs));
    changes.look(factsOf(house, [], catalogueVersion, atMs).states, atMs);
  }
  const { paperLeft, exposure, inDoubt } = factsOf(house, [], catalogueVersion, endMs);
  return {
    report: {
      run: makeUuid7(fromMs, (count) => randomBytes(count)),
      number: 1,
      at: new Date(nowMs).toISOString(),
      uptimeMs: nowMs - fromMs,
      version: deps.version,
      catalogueVersion,
      place: deps.place,
      states: changes.states(),
      changes: [...changes.recent()],
      paperLeft,
      exposure,
      inDoubt,
    },
    log,
  };
};
