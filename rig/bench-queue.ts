/** `npm run bench:queue`: the journal's durable enqueue and dequeue beside other durable queues. See `queueUsage`. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grid, grouped } from './bench/table.ts';
import type { Contestant } from './bench-queue/contestant.ts';
import { measureApproval } from './bench-queue/approval.ts';
import { ALL, WITHIN } from './bench-queue/open.ts';
import { queueUsage, readQueueOptions, type QueueOptions } from './bench-queue/options.ts';
import { measureRounds } from './bench-queue/rounds.ts';
import { sampleDocument } from './bench-queue/sample-document.ts';
import { figuresTable, loadAverage } from './bench-queue/show.ts';
import { measureStartup } from './bench-queue/startup.ts';
import { slowedPerSecond, syncsFor, whyNoTrace } from './bench-queue/syncs.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';

const IN_FLIGHT = 20;
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
    perSecond: slowedPerSecond(folder, name, SYNC_ITEMS, ADDED_MICROSECONDS),
  }));
  const ours = rows.find(({ name }) => name === 'journal')?.perSecond ?? null;
  const list = (calls: Readonly<Record<string, number>>): string =>
    Object.entries(calls)
      .map(([call, count]) => `${call} ${String(count)}`)
      .join(', ');
  console.log(
    `\nSync calls for ${String(SYNC_ITEMS)} more items (strace; the journal’s are two commits each, intent and approval),\n` +
      `and enqueues a second with ${grouped(ADDED_MICROSECONDS)} µs added to each:\n`,
  );
  console.log(
    grid(
      ['', 'calls', 'in /s', 'journal ÷'],
      rows.map(({ name, calls, perSecond }) => [
        name,
        list(calls),
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
    items: options.items,
    inFlight: IN_FLIGHT,
  });
  const journal = figures.find(({ name }) => name === 'journal') ?? figures[0];
  if (journal === undefined) throw new Error('nobody was measured');
  console.log(`\nLoad average before: ${loadBefore}; after: ${loadAverage()}\n`);
  console.log(figuresTable(figures, journal));
  console.log(
    `\nMedians. “÷”: how many times as fast the journal is. Many: ${String(IN_FLIGHT)} operations under way at once.`,
  );
  const within = options.only.filter((name) => Object.hasOwn(WITHIN, name) && name !== 'sealing');
  const syncs = showSyncs(folder, within);
  const approval = measureApproval(join(folder, 'approval'), options.items);
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
