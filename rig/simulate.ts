/** `npm run simulate`: many worlds, each from its seed; a broken promise prints the seed that shows it. */
import { runInProcesses } from './simulate/jobs.ts';
import { readSimulateOptions } from './simulate/options.ts';
import { report, tally } from './simulate/report.ts';
import { runSeed, type SeedResult } from './simulate/run-seed.ts';

const options = readSimulateOptions(process.argv.slice(2));
if (!options.ok) {
  process.stderr.write(`${options.error}\n`);
  process.exit(64);
}
const { seeds, from, minutes, jobs, verbose } = options.value;
const begun = performance.now();
const endsMs = minutes === null ? Number.POSITIVE_INFINITY : begun + minutes * 60_000;
const sums = tally();
let seed = from;
const next = (): number | null =>
  seed < from + seeds && performance.now() < endsMs ? seed++ : null;

const tell = (result: SeedResult): void => {
  sums.add(result);
  if (result.broken.length === 0) return;
  process.stdout.write(
    `seed ${result.seed} broke:\n  ${result.broken.join('\n  ')}\n` +
      `  again: npm run simulate -- --seed ${result.seed} --verbose\n`,
  );
  if (!verbose) process.stdout.write(`    ${result.tail.join('\n    ')}\n`);
};

const runHere = async (): Promise<number> => {
  for (let each = next(); each !== null; each = next()) {
    tell(await runSeed(each, verbose ? { print: (line) => console.log(line) } : {}));
    // Lets signals and the log through: nothing in a world gives the real event loop a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const cpuMs = await (jobs === 1 ? runHere() : runInProcesses(next, jobs, tell));
const tookMs = performance.now() - begun;
process.stdout.write(report(sums.all(), { tookMs, cpuMs, jobs }));
process.exitCode = sums.all().broken.length > 0 ? 1 : 0;
