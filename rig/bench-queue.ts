/** `npm run bench:queue`: the journal's durable enqueue and dequeue beside other durable queues. See `queueUsage`. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grid, grouped } from './bench/table.ts';
import type { Contestant } from './bench-queue/contestant.ts';
import { measureApproval } from './bench-queue/approval.ts';
import { ALL } from './bench-queue/open.ts';
import { queueUsage, readQueueOptions, type QueueOptions } from './bench-queue/options.ts';
import { measureRounds } from './bench-queue/rounds.ts';
import { sampleDocument } from './bench-queue/sample-document.ts';
import { figuresTable, loadAverage } from './bench-queue/show.ts';
import { measureStartup } from './bench-queue/startup.ts';
import { slowedPerSecond, syncsFor, whyNoTrace } from './bench-queue/syncs.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';

const IN_FLIGHT = 20;
const WARM_UP_ITEMS = 300;
const APPROVALS = 100;
/** So few that no log is copied into its database meanwhile, which costs two more. */
const SYNC_ITEMS = 100;
const ADDED_MICROSECONDS = 1_000;

/** Sync calls a commit, and rates on a disk that answers a millisecond later. */
const showSyncs = (folder: string, names: readonly string[]): unknown => {
  const why = whyNoTrace();
  if (why !== null) {
    console.log(`\nSync calls were not counted: strace may not trace here (${why}).`);
    return { notMeasured: why };
  }
  const rows = names.map((name) => ({
    name,
    calls: syncsFor(folder, name, SYNC_ITEMS),
    commits: SYNC_ITEMS * (name === 'journal' ? 2 : 1),
    perSecond: slowedPerSecond(folder, name, SYNC_ITEMS, ADDED_MICROSECONDS),
  }));
  const ours = rows.find(({ name }) => name === 'journal')?.perSecond ?? null;
  const list = (calls: Readonly<Record<string, number>>): string =>
    Object.entries(calls)
      .map(([call, count]) => `${call} ${String(count)}`)
      .join(', ');
  console.log(
    `\nSync calls for ${String(SYNC_ITEMS)} more items, one after the other (strace; the journal’s are two commits each, intent and approval),\n` +
      `and enqueues a second with ${grouped(ADDED_MICROSECONDS)} µs added to each:\n`,
  );
  console.log(
    grid(
      ['', 'calls', 'a commit', 'in /s', 'journal ÷'],
      rows.map(({ name, calls, commits, perSecond }) => [
        name,
        list(calls),
        grouped(Object.values(calls).reduce((sum, count) => sum + count, 0) / commits, 2),
        grouped(perSecond),
        ours === null ? '–' : grouped(ours / perSecond, 2),
      ]),
    ),
  );
  return rows;
};

const bench = async (options: QueueOptions, command: Command): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-queue-'));
  // PostgreSQL runs as another user, and must be able to enter.
  chmodSync(folder, 0o711);
  command.onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
  const loadBefore = loadAverage();
  const signed = sampleDocument(join(folder, 'document'));
  const contestants: Contestant[] = [];
  for (const name of options.only) {
    const contestant = await ALL[name]?.(join(folder, name), signed);
    if (contestant === undefined) continue;
    contestants.push(contestant);
    command.onEnd(contestant.close);
    console.log(`${contestant.name}: ${contestant.durability}\n    ${contestant.includes}`);
  }
  console.log(
    `\n${String(options.rounds)} rounds of ${String(options.items)} items, everyone in turn …`,
  );
  const figures = await measureRounds(contestants, {
    rounds: options.rounds,
    warmUp: Math.ceil(WARM_UP_ITEMS / options.items),
    items: options.items,
    inFlight: IN_FLIGHT,
    reference: 'journal',
  });
  console.log(`\nLoad average before: ${loadBefore}; after: ${loadAverage()}\n`);
  console.log(figuresTable(figures));
  console.log(
    `\nMedians, and what half of the rounds lie between. “÷”: how many times as fast the journal was in the same round.\n` +
      `Many: ${String(IN_FLIGHT)} operations under way at once.`,
  );
  const syncs = showSyncs(
    folder,
    options.only.filter((name) => name !== 'sealing'),
  );
  const approval = measureApproval(join(folder, 'approval'), APPROVALS);
  console.log(
    `\nOne approval, µs: ` +
      Object.entries(approval)
        .map(([what, microseconds]) => `${what} ${grouped(microseconds)}`)
        .join(', '),
  );
  const startup =
    options.startup === 0 ? null : measureStartup(join(folder, 'startup'), options.startup, signed);
  if (startup !== null) {
    console.log(
      `\nStart of a journal of ${grouped(startup.payments)} payments (${grouped(startup.facts)} facts, ${grouped(startup.megabytes)} MB): ` +
        `file ${grouped(startup.databaseMs)} ms, chain ${grouped(startup.chainMs)} ms`,
    );
  }
  console.log(
    `\n${JSON.stringify({ load: { before: loadBefore, after: loadAverage() }, figures, syncs, approval, startup })}`,
  );
  return 0;
};

await runCommand((command) => {
  const names = Object.keys(ALL);
  const options = readQueueOptions(process.argv.slice(2), names);
  if (options.ok) return bench(options.value, command);
  console.error(`${options.error}\n\n${queueUsage(names)}`);
  return Promise.resolve(EXIT_USAGE);
});
