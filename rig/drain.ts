/** `npm run drain`: what 30 days without the gateway leave, and the return of a whole country. See `DRAIN_USAGE`. */
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../central/database/migrate.ts';
import { filsDigits, type Fils } from '../contract/money.ts';
import { grouped, table, type Row } from './bench/table.ts';
import { drainCrowd } from './drain/crowd.ts';
import { drainOneKiosk } from './drain/one-kiosk.ts';
import { DRAIN_USAGE, readDrainOptions, type DrainOptions } from './drain/options.ts';
import type { Spread } from './drain/person.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';
import { startCluster } from './quarter/cluster.ts';
import { openDatabase } from './quarter/prepare.ts';

const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  max_connections: '60',
};
const BASELINE_MS = 15_000;

const load = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '?';
const spread = ({ count, p50, p95, max }: Spread): string =>
  `${grouped(p50, 1)} / ${grouped(p95, 1)} / ${grouped(max, 1)} (${grouped(count)})`;

const drain = async (options: DrainOptions, command: Command): Promise<number> => {
  rmSync(options.folder, { recursive: true, force: true });
  const loadBefore = load();
  const cluster = await startCluster(join(options.folder, 'postgres'), SETTINGS);
  command.onEnd(() => cluster.stop());
  const url = await cluster.createDatabase('central');
  const db = openDatabase(url);
  command.onEnd(() => db.destroy());
  await migrate(db);
  const say = (text: string): void => {
    console.log(text);
  };
  const machine = (): Row => [
    'Processor cores; load before and after',
    `${String(availableParallelism())}; ${loadBefore}, ${load()}`,
  ];
  if (options.kiosks > 0) {
    const crowd = await drainCrowd({ ...options, url, db, command, say });
    console.log(
      `\n${table([
        [
          'Kiosks; payments in each queue',
          `${grouped(options.kiosks)}; ${String(options.payments)}`,
        ],
        [
          'Posted by the ledger; of distinct ids',
          `${grouped(crowd.ledger.postedLines)}; ${grouped(crowd.ledger.distinct)}`,
        ],
        ['Until all were posted', `${grouped(crowd.seconds, 1)} s`],
        ['Requests', grouped(crowd.requests)],
        ['  a second', grouped(crowd.requests / crowd.seconds)],
        ['Told Retry-After', grouped(crowd.toldLater)],
        ['No usable answer', grouped(crowd.unanswered)],
        [
          'Most requests at work at once in central; waiting',
          `${grouped(crowd.mostRunning)}; ${grouped(crowd.mostWaiting)}`,
        ],
        ['A citizen’s search meanwhile, ms p50 / p95 / max (count)', spread(crowd.searches)],
        ['  searches refused or unanswered', grouped(crowd.searchesFailed)],
        ['Jitter; admission', `${String(options.jitter)}; ${String(options.admission)}`],
        machine(),
      ])}\n\n${JSON.stringify({ ...crowd, options })}`,
    );
    return crowd.right ? 0 : 1;
  }
  process.env['DATABASE_URL'] = url;
  const one = await drainOneKiosk({ ...options, db, baselineMs: BASELINE_MS, command, say });
  console.log(
    `\n${table([
      ['Payments queued in 30 days', grouped(options.payments)],
      ['  writing them', `${grouped(one.fillSeconds, 1)} s`],
      [
        'Posted by the ledger; of distinct ids',
        `${grouped(one.ledger.postedLines)}; ${grouped(one.ledger.distinct)}`,
      ],
      ['Worth, BD', filsDigits(one.ledger.fils as Fils)],
      ['Drained in', `${grouped(one.drainSeconds, 1)} s`],
      ['  payments a second', grouped(options.payments / one.drainSeconds)],
      ['Touch to screen before, ms p50 / p95 / max (count)', spread(one.before)],
      ['Touch to screen during', spread(one.during)],
      ['Event loop late before, worst of each second', spread(one.loopBefore)],
      ['Event loop late during', spread(one.loopDuring)],
      ['kill -9 in the middle', one.killed ? 'yes' : 'no'],
      machine(),
    ])}\n\n${JSON.stringify({ ...one, options })}`,
  );
  if (!one.right) console.error('The ledger is not what was queued.');
  return one.right ? 0 : 1;
};

const options = readDrainOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${DRAIN_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => drain(options.value, command));
