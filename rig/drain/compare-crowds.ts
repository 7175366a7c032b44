import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../central/database/migrate.ts';
import { grid, grouped, table, type Row } from '../bench/table.ts';
import type { Command } from '../processes/run-command.ts';
import type { startCluster } from '../quarter/cluster.ts';
import { openDatabase } from '../quarter/prepare.ts';
import { drainCrowd, type CrowdResult } from './crowd.ts';
import type { DrainOptions } from './options.ts';
import { spreadText } from './person.ts';

type Variant = Pick<DrainOptions, 'jitter' | 'admission'> & { readonly name: string };

/** As it is, and beside it what was asked to be left out. */
const variantsOf = ({ jitter, admission }: DrainOptions): readonly Variant[] => [
  { name: 'as it is', jitter: true, admission: true },
  ...(jitter ? [] : [{ name: 'no jitter', jitter: false, admission: true }]),
  ...(admission ? [] : [{ name: 'no admission', jitter: true, admission: false }]),
  ...(jitter || admission ? [] : [{ name: 'neither', jitter: false, admission: false }]),
];

const ROWS: readonly (readonly [string, (found: CrowdResult) => string])[] = [
  ['Posted by the ledger', ({ ledger }) => grouped(ledger.postedLines)],
  ['  of distinct ids', ({ ledger }) => grouped(ledger.distinct)],
  ['Until all were posted, s', ({ seconds }) => grouped(seconds, 1)],
  ['Requests', ({ requests }) => grouped(requests)],
  ['  a second', ({ requests, seconds }) => grouped(requests / seconds)],
  ['Told Retry-After', ({ toldLater }) => grouped(toldLater)],
  ['No usable answer', ({ unanswered }) => grouped(unanswered)],
  ['Most at work at once in central', ({ mostRunning }) => grouped(mostRunning)],
  ['  waiting', ({ mostWaiting }) => grouped(mostWaiting)],
  ['A citizen’s search, ms p50 / p95 / max', ({ searches }) => spreadText(searches)],
  ['  searches', ({ searches }) => grouped(searches.count)],
  ['  refused or unanswered', ({ searchesFailed }) => grouped(searchesFailed)],
];

/** The crowd's return, each variant before a fresh central, side by side. 0 where every ledger is right. */
export const compareCrowds = async (
  options: DrainOptions,
  deps: {
    readonly cluster: Awaited<ReturnType<typeof startCluster>>;
    readonly command: Command;
    readonly say: (text: string) => void;
    readonly machine: () => Row;
  },
): Promise<number> => {
  const { cluster, command, say } = deps;
  const found: { readonly name: string; readonly result: CrowdResult }[] = [];
  for (const [index, variant] of variantsOf(options).entries()) {
    say(`${variant.name}:`);
    const url = await cluster.createDatabase(`central${String(index)}`);
    const db = openDatabase(url);
    const undo: (() => Promise<void>)[] = [() => db.destroy()];
    const onEnd = (step: () => Promise<void>): void => void undo.push(step);
    let ended = false;
    const end = async (): Promise<void> => {
      if (ended) return;
      ended = true;
      for (const step of undo.reverse()) await step();
    };
    command.onEnd(end);
    await migrate(db);
    const folder = join(options.folder, `crowd${String(index)}`);
    mkdirSync(folder, { recursive: true });
    const { kiosks, payments } = options;
    const result = await drainCrowd({
      ...variant,
      folder,
      kiosks,
      payments,
      url,
      db,
      command: { onEnd },
      say,
    });
    await end();
    found.push({ name: variant.name, result });
  }
  const head = ['', ...found.map(({ name }) => name)];
  const rows = ROWS.map(([what, read]) => [what, ...found.map(({ result }) => read(result))]);
  const facts = table([
    ['Kiosks; payments in each queue', `${grouped(options.kiosks)}; ${String(options.payments)}`],
    deps.machine(),
  ]);
  console.log(`\n${facts}\n\n${grid(head, rows)}\n\n${JSON.stringify({ found, options })}`);
  return found.every(({ result }) => result.right) ? 0 : 1;
};
