/** `npm test [-- SUITE…]`: every check and test, then one line that says how it went. */
import { stripVTControlCharacters } from 'node:util';
import { useCompileCache } from './suites/compile-cache.ts';
import { runSuite, stopSuites } from './suites/run-suite.ts';
import { SUITES, type Suite } from './suites/table.ts';

const EXIT_USAGE = 64;
const LONGEST_MESSAGE = 4_000;

const chosen = (names: readonly string[]): readonly Suite[] => {
  const unknown = names.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    console.error(`no suite “${unknown}”; there are ${SUITES.map(({ name }) => name).join(', ')}`);
    process.exit(EXIT_USAGE);
  }
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name));
};

useCompileCache();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stop.abort();
    stopSuites();
  });
}

let passed = 0;
let failed = 0;
for (const suite of chosen(process.argv.slice(2))) {
  if (stop.signal.aborted) break;
  console.log(`\n── ${suite.title} (${suite.name})`);
  const from = performance.now();
  const count = await runSuite(suite);
  for (const { test, message } of count.failures) {
    const text = stripVTControlCharacters(message).slice(0, LONGEST_MESSAGE);
    console.log(`\n✘ ${test}\n${text.replaceAll(/^/gmu, '    ')}`);
  }
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  console.log(`   ${count.passed} passed, ${count.failures.length} failed in ${seconds} s`);
  passed += count.passed;
  failed += count.failures.length;
}
if (stop.signal.aborted) {
  console.log('\nstopped before the end');
  failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);
