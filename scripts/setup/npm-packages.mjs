import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './folders.mjs';
import { step } from './say.mjs';
import { mustRun } from './tool.mjs';

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // Absent, or half written by an install that was interrupted.
  }
};

const usable = (program) => {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Packages that `package-lock.json` names and `node_modules` lacks or has in another version. */
const differing = (lock, installed) =>
  Object.entries(lock.packages).filter(
    ([path, wanted]) =>
      path !== '' &&
      wanted.optional !== true &&
      installed.packages[path]?.version !== wanted.version,
  );

/** npm's own record of what it installed is written last, so it tells a whole install from a half. */
export const npmPackagesMatch = () => {
  const lock = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  return (
    lock !== null && installed !== null && usable(node24) && differing(lock, installed).length === 0
  );
};

export const installNpmPackages = async () => {
  if (npmPackagesMatch()) return;
  await step('Installing npm packages (about half a minute)', () =>
    mustRun('npm-ci', 'npm', ['ci', '--no-audit', '--no-fund']),
  );
};
