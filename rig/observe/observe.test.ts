import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
let bin: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-observe-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that says how it was called, and ends or waits. */
const install = (name: string, then: string): void => {
  const file = join(bin, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*"\n${then}\n`);
  chmodSync(file, 0o755);
};
const observe = () => {
  const args = ['rig/observe.ts', '--data', join(folder, 'data')];
  const PATH = `${bin}:/usr/bin:/bin`;
  return spawnSync(process.execPath, args, { env: { ...process.env, PATH }, encoding: 'utf8' });
};
const config = (): string => readFileSync(join(folder, 'data', 'collector.yaml'), 'utf8');

test('without a collector it says what is missing', () => {
  install('victoria-metrics', 'exit 0');
  const { status, stdout, stderr } = observe();
  expect(status).toBe(69);
  expect(stdout).toContain('collector (otelcol-contrib or otelcol): is not on PATH');
  expect(stderr).toContain('nobody to tell');
});

test('it starts what is there, and the collector hands on to those alone', () => {
  install('otelcol', 'sleep 1; exit 3');
  install('victoria-metrics', 'exec sleep 60');
  const { status, stdout } = observe();
  // One that ends, ends them all.
  expect(status).toBe(3);
  expect(stdout).toContain(`otelcol --config=${join(folder, 'data', 'collector.yaml')}`);
  expect(stdout).toContain('victoria-metrics -httpListenAddr=127.0.0.1:8428');
  expect(config()).toContain('http://127.0.0.1:8428/opentelemetry/v1/metrics');
  expect(config()).not.toContain('/insert/opentelemetry/v1/logs');
  expect(config()).toContain('    logs:\n      receivers: [otlp]\n      exporters: [debug]');
});
