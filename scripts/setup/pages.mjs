import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, setupFolder } from './folders.mjs';
import { step } from './say.mjs';
import { mustRun } from './tool.mjs';

const INPUTS = [
  'renderer',
  'console',
  'electron',
  'contract',
  'locales',
  'scripts/build-shell.ts',
  'package-lock.json',
  'tsconfig.json',
];
const OUTPUTS = [
  'dist/renderer/index.html',
  'dist/console/index.html',
  'dist/electron/main.cjs',
  'dist/electron/preload.cjs',
  'dist/electron/fallback/out-of-service.html',
];
const stamp = join(setupFolder, 'build.stamp');
const NO_INPUT = /\.test\.tsx?$|\.spec\.tsx?$/u;

const filesBelow = (path) => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
    .filter((file) => !NO_INPUT.test(file));
};

const hashOfInputs = () => {
  const hash = createHash('sha256').update(process.env.VITE_KHIDMA_DOCK ?? '');
  for (const file of INPUTS.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
};

const isBuilt = (wanted) =>
  OUTPUTS.every((name) => existsSync(join(root, name))) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === wanted;

/** Builds the pages and the shell where what they are made of has changed. */
export const buildPages = async () => {
  const wanted = hashOfInputs();
  if (isBuilt(wanted)) return;
  await step('Building the pages and the shell', () => mustRun('build', 'npm', ['run', 'build']));
  writeFileSync(stamp, wanted);
};
