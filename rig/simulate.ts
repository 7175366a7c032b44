/** `npm run simulate`: many worlds, each from its seed; a broken promise prints the seed that shows it. */
import { readSimulateOptions } from './simulate/options.ts';
import { report, tally } from './simulate/report.ts';
import { runSeed } from './simulate/run-seed.ts';

const options = readSimulateOptions(process.argv.slice(2));
if (!options.ok) {
  process.stderr.write(`${options.error}\n`);
  process.exit(64);
}
const { seeds, from, minutes, verbose } = options.value;
const begun = performance.now();
const endsMs = minutes === null ? Number.POSITIVE_INFINITY : begun + minutes * 60_000;
const sums = tally();
for (let seed = from; seed < from + seeds && performance.now() < endsMs; seed++) {
  const result = await runSeed(seed, verbose ? { print: (line) => console.log(line) } : {});
  sums.add(result);
  if (result.broken.length > 0) {
    process.stdout.write(
      `seed ${seed} broke:\n  ${result.broken.join('\n  ')}\n` +
        `  again: npm run simulate -- --seed ${seed} --verbose\n`,
    );
    if (!verbose) process.stdout.write(`    ${result.tail.join('\n    ')}\n`);
  }
  // Lets signals and the log through: nothing in a world gives the real event loop a turn.
  await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(report(sums.all(), performance.now() - begun));
process.exitCode = sums.all().broken.length > 0 ? 1 : 0;
