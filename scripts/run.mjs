// Runs under any Node from 20 on, before anything is installed: no dependencies, no TypeScript.
import { installDebianPackages } from './setup/debian-packages.mjs';
import { unpackTestRuntime } from './setup/electron-runtime.mjs';
import { handOver } from './setup/hand-over.mjs';
import { COMMANDS } from './setup/needs.mjs';
import { installNpmPackages } from './setup/npm-packages.mjs';
import { buildPages } from './setup/pages.mjs';
import { say, SetupProblem } from './setup/say.mjs';

const EXIT_USAGE = 64;
const EXIT_UNAVAILABLE = 69;
const OLDEST_NODE = 20;

const prepare = async (command, args) => {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new SetupProblem(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`);
  }
  await installDebianPackages(command.packages(args));
  await installNpmPackages();
  if (command.electron(args)) await unpackTestRuntime();
  if (command.pages) await buildPages();
};

const main = async ([name = '', ...args]) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`usage: node scripts/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
    return EXIT_USAGE;
  }
  try {
    await prepare(command, args);
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem;
    say(problem.message);
    return EXIT_UNAVAILABLE;
  }
  if (command.run !== null) return handOver(command.run, [...(command.suites ?? []), ...args]);
  say('Everything is in place.');
  return 0;
};

process.exitCode = await main(process.argv.slice(2));
