import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const RUN = join(import.meta.dirname, '..', 'run.mjs');
const MODULE = join(import.meta.dirname, 'debian-packages.mjs');
let folder: string;

const program = (name: string, ...lines: string[]): void => {
  writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
};

/** A machine whose package tools are ours: `installed` lists its packages. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-machine-'));
  writeFileSync(join(folder, 'installed'), 'installed libc6\n');
  writeFileSync(join(folder, 'asked'), '');
  program('dpkg-query', `exec /bin/cat ${folder}/installed`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const withApt = (...behaviour: string[]): void => {
  program('sudo', 'shift', 'exec "$@"');
  program('apt-get', 'shift 2', `echo "$*" >> ${folder}/asked`, ...behaviour);
};

const node = (args: readonly string[], path: string): { status: number | null; said: string } => {
  const { status, stderr, stdout } = spawnSync(process.execPath, args, {
    env: { PATH: path },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};

const install = (names: readonly string[]): { status: number | null; said: string } =>
  node(
    [
      '--input-type=module',
      '-e',
      `const { installDebianPackages } = await import(${JSON.stringify(MODULE)});
       await installDebianPackages(${JSON.stringify(names)});`,
    ],
    `${folder}:/usr/bin:/bin`,
  );

const asked = (): readonly string[] =>
  readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').filter(Boolean);

describe('a machine on which we may not install', () => {
  it('is told what is missing and what to run', () => {
    const { status, said } = node([RUN, 'demo'], folder);
    expect(status).toBe(69);
    expect(said).toContain('Missing on this machine: socat');
    expect(said).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends socat',
    );
    expect(said).not.toMatch(/^\s+at /mu);
  });
});

describe('a machine on which we may', () => {
  it('is asked for nothing that is there', () => {
    withApt();
    writeFileSync(join(folder, 'installed'), 'installed socat\ninstalled libgtk-3-0t64\n');
    expect(install(['socat', 'libgtk-3-0']).status).toBe(0);
    expect(asked()).toEqual([]);
  });

  it('gets exactly what it lacks, without fetching the lists anew', () => {
    withApt();
    writeFileSync(join(folder, 'installed'), 'installed socat\nconfig-files xvfb\n');
    expect(install(['socat', 'xvfb', 'xauth']).status).toBe(0);
    expect(asked()).toEqual(['install -y --no-install-recommends xvfb xauth']);
  });

  it('fetches the lists where they are absent, and tries once more', () => {
    withApt(
      `if [ "$1" = update ]; then touch ${folder}/updated; exit 0; fi`,
      `[ -e ${folder}/updated ]`,
    );
    expect(install(['socat']).status).toBe(0);
    expect(asked().map((line) => line.split(' ')[0])).toEqual(['install', 'update', 'install']);
  });

  it('says what apt-get said where it fails', () => {
    withApt('echo "E: no room on this disk"', 'exit 100');
    const { status, said } = install(['socat']);
    expect(status).not.toBe(0);
    expect(said).toContain('Missing on this machine: socat');
    expect(said).toContain('E: no room on this disk');
  });
});

describe('a command that there is not', () => {
  it.each([[''], ['stop'], ['constructor']])(
    '“%s” is answered with those that there are',
    (name) => {
      const { status, said } = node([RUN, name], folder);
      expect(status).toBe(64);
      expect(said).toContain('usage: node scripts/run.mjs start|demo|bench|');
      expect(said).toMatch(/\|test\|setup\|/u);
    },
  );
});
