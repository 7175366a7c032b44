import type { Clock } from '../../../contract/clock.ts';
import { createHoldsWatch } from '../checks/holds.ts';
import type { Chance } from '../core/random.ts';
import { createSchedule, type Schedule } from '../core/schedule.ts';
import { createTrace, type Trace } from '../core/trace.ts';
import { loadSqlite, type Sqlite } from '../disk/vfs.ts';
import { createCentral, type SimulatedCentral } from './central.ts';
import { trueClock } from './clocks.ts';
import { KIOSK_IDS } from './kiosk-ids.ts';
import type { Sabotage } from './sabotage.ts';
import { createSite, type Site } from './site.ts';

export type World = {
  readonly schedule: Schedule;
  readonly trace: Trace;
  readonly truth: Clock;
  readonly sqlite3: Sqlite;
  readonly central: SimulatedCentral;
  /** At least one. */
  readonly sites: readonly Site[];
  /** What broke, in the order in which it was noticed. */
  readonly broken: string[];
  readonly onBug: (cause: unknown) => void;
};

/** Worlds that sign and seal as in the field; the others do it quickly, for no promise rests on it. */
const REAL_CRYPTO = 1 / 8;
const FIRST_TERMINAL_ID = 40_001_234;

/** So many kiosks, each at its site, and one central for all of them; nothing happens yet. */
export const createWorld = async (
  chance: Chance,
  kiosks: number,
  sabotage: Sabotage,
  print?: (line: string) => void,
): Promise<World> => {
  const schedule = createSchedule();
  const trace = createTrace(schedule.now, print);
  const truth = trueClock(schedule);
  const broken: string[] = [];
  const breaks = (what: string): void => {
    trace.note(`BROKEN ${what}`);
    broken.push(what);
  };
  const onBug = (cause: unknown): void => {
    breaks(`bug: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  };
  const sqlite3 = await loadSqlite();
  const isCryptoReal = chance.fork('crypto').happens(REAL_CRYPTO);
  const ids = KIOSK_IDS.slice(0, kiosks);
  const central = await createCentral({
    clock: truth,
    chance: chance.fork('central'),
    onBug,
    isCryptoReal,
    kiosks: ids,
    sabotage,
  });
  const holds = createHoldsWatch(schedule.now, breaks);
  const sites = ids.map((kioskId, index) =>
    createSite({
      kioskId,
      terminalId: String(FIRST_TERMINAL_ID + index),
      schedule,
      chance: index === 0 ? chance : chance.fork(kioskId),
      trace: index === 0 ? trace : { ...trace, note: (text) => trace.note(`${kioskId} ${text}`) },
      truth,
      sqlite3,
      central,
      holds,
      isCryptoReal,
      sabotage,
      breaks,
      onBug,
    }),
  );
  return { schedule, trace, truth, sqlite3, central, sites, broken, onBug };
};
