import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say, SetupProblem, step } from './say.mjs';
import { logged, succeeds, wordsOf } from './tool.mjs';

export const ELECTRON_LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libatk-bridge2.0-0',
  'libcups2',
  'libxss1',
  'libxtst6',
];

const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Names of all installed Debian packages, or `null` where this is no Debian. */
const installedPackages = () => {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (query.status !== 0) return null;
  const lines = query.stdout.split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
};

/** Debian 13 renamed libraries for 64-bit time: `libgtk-3-0t64`. Both names will do. */
const isInstalled = (installed, name) => installed.has(name) || installed.has(`${name}t64`);

/** Of `names`, those that this machine lacks. Off Debian only programs can be looked for. */
export const missingPackages = (names) => {
  const installed = installedPackages();
  return installed === null
    ? names.filter((name) => !name.startsWith('lib') && !onPath(name))
    : names.filter((name) => !isInstalled(installed, name));
};

const asRoot = () => {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null;
};

const aptGet = (prefix, args) => {
  const [command, ...rest] = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...args,
  ];
  return logged(`apt-${args[0]}`, command, rest);
};

const byHand = (missing) =>
  [
    `Missing on this machine: ${missing.join(', ')}`,
    'They cannot be installed from here (not root, and no sudo without a password). Please run:',
    `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    'and start the same command again.',
  ].join('\n');

/** Installs what is missing of `names`; a `SetupProblem` says what to do where it may not. */
export const installDebianPackages = async (names) => {
  const missing = missingPackages(names);
  if (missing.length === 0) return;
  const prefix = asRoot();
  if (prefix === null || !onPath('apt-get')) throw new SetupProblem(byHand(missing));
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  await step(`Installing Debian packages: ${missing.join(', ')}`, async () => {
    if ((await aptGet(prefix, install)).code === 0) return;
    say('  the package lists are old or absent: apt-get update …');
    await aptGet(prefix, ['update']);
    const { code, log } = await aptGet(prefix, install);
    if (code !== 0)
      throw new SetupProblem(`${byHand(missing)}\napt-get said (${log}):\n${wordsOf(log)}`);
  });
};
