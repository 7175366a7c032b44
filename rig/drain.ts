/** `npm run drain`: what 30 days without the gateway leave, and the return of a whole country. See `DRAIN_USAGE`. */
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../central/database/migrate.ts';
import { filsDigits, type Fils } from '../contract/money.ts';
import { grouped, table, type Row } from './bench/table.ts';
import { compareCrowds } from './drain/compare-crowds.ts';
import { drainOneKiosk } from './drain/one-kiosk.ts';
import { DRAIN_USAGE, readDrainOptions, type DrainOptions } from './drain/options.ts';
import { FRAME_MS, type Lateness } from './drain/loop-lateness.ts';
import type { Loops } from './drain/one-kiosk.ts';
import { spreadText, type Spread } from './drain/person.ts';
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
const spread = (found: Spread): string => `${spreadText(found)} (${grouped(found.count)})`;

const lateness = ({ p50, p99, p999, max, over, count }: Lateness): string =>
  `${[p50, p99, p999, max].map((ms) => grouped(ms, 1)).join(' / ')} (${grouped(over)} of ${grouped(count)})`;
const loops = (when: string, { engine, own, idle, sync }: Loops): Row[] => [
  [
    `Event loop late ${when}, ms p50 / p99 / p99.9 / longest (over ${String(FRAME_MS)})`,
    lateness(engine),
  ],
  ['  of each delay its own work', lateness(own)],
  ['  an idle process meanwhile', lateness(idle)],
  ['  the disk keeping one page for it', lateness(sync)],
];

const drain = async (options: DrainOptions, command: Command): Promise<number> => {
  rmSync(options.folder, { recursive: true, force: true });
  const loadBefore = load();
  const cluster = await startCluster(join(options.folder, 'postgres'), SETTINGS);
  command.onEnd(() => cluster.stop());
  const say = (text: string): void => {
    console.log(text);
  };
  const machine = (): Row => [
    'Processor cores; load before and after',
    `${String(availableParallelism())}; ${loadBefore}, ${load()}`,
  ];
  if (options.kiosks > 0) return compareCrowds(options, { cluster, command, say, machine });
  const url = await cluster.createDatabase('central');
  const db = openDatabase(url);
  command.onEnd(() => db.destroy());
  await migrate(db);
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
      ...loops('before', one.loopBefore),
      ...loops('during', one.loopDuring),
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
