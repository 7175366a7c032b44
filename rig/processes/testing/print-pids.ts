/** Starts a rig on the folder named first and prints the process ids of all it started; for a test that kills it. */
import { readdirSync, readFileSync } from 'node:fs';
import { startRig } from '../../processes.ts';

const parentOf = (pid: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
  } catch {
    return undefined; // it ended while we looked
  }
};

const descendants = (pid: string, all: readonly string[]): string[] =>
  all
    .filter((each) => parentOf(each) === pid)
    .flatMap((child) => [child, ...descendants(child, all)]);

await startRig({ dataFolder: process.argv[2] ?? '' });
const all = readdirSync('/proc').filter((name) => /^[0-9]+$/u.test(name));
console.log(JSON.stringify(descendants(String(process.pid), all).map(Number)));
