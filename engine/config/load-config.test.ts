import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sample.ts';
import { describeConfigProblem, loadConfig } from './load-config.ts';

const good = {
  kiosk: { id: 'KSK-0001', place: { ar: 'مجمع السيف', en: 'Seef Mall' } },
  mode: 'production',
  languages: ['ar', 'en'],
  dataFolder: '/var/lib/khidma',
  devices: {
    terminal: { driver: 'zvt', transport: 'serial', path: '/dev/serial/by-path/a' },
    printer: { driver: 'escpos', transport: 'serial', path: '/dev/serial/by-path/b' },
  },
  gateway: {
    url: 'https://gateway.example',
    catalogueKey: 'A'.repeat(43),
    receiptUrl: 'https://pay.example/r',
  },
  api: {},
};

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const load = (text: string) => {
  const path = join(folder.path, 'kiosk.json');
  writeFileSync(path, text);
  return loadConfig(path);
};

describe('kiosk.json', () => {
  test('a complete one is taken, with its defaults', () => {
    const loaded = load(JSON.stringify(good));
    expect(loaded).toMatchObject({
      ok: true,
      value: { limits: { paymentFils: 200_000 }, devices: { terminal: { baudRate: 9600 } } },
    });
  });

  test.each([
    [
      'devices.printer.driver',
      { devices: { ...good.devices, printer: { ...good.devices.printer, driver: 'laser' } } },
      '"laser"',
      '"escpos"',
    ],
    ['languages.0', { languages: ['fr'] }, '"fr"', '"ar", "en"'],
    ['dataFolder', { dataFolder: 'here' }, '"here"', 'absolute'],
    ['api.port', { api: { port: 70_000 } }, '70000', 'at most 65535'],
    ['gateway.url', { gateway: { ...good.gateway, url: 'ftp://x' } }, '"ftp://x"', 'URL'],
    [
      'gateway.url',
      { gateway: { ...good.gateway, url: 'http://gateway.example' } },
      '"http://gateway.example"',
      'https: address in production',
    ],
    ['kiosk.id', { kiosk: { ...good.kiosk, id: '../etc' } }, '"../etc"', 'pattern'],
  ])(
    '%s: the message names field, what was found and what is allowed',
    (field, change, found, allowed) => {
      const loaded = load(JSON.stringify({ ...good, ...change }));
      if (loaded.ok) throw new Error('was accepted');
      const text = describeConfigProblem(loaded.error);
      const line = text.split('\n').find((l) => l.trim().startsWith(`${field}:`)) ?? text;
      expect(line).toContain(`found ${found}`);
      expect(line).toContain(allowed);
    },
  );

  test('an unknown field is named', () => {
    const loaded = load(JSON.stringify({ ...good, colour: 'red' }));
    expect(loaded.ok ? '' : describeConfigProblem(loaded.error)).toContain('"colour"');
  });

  test('text that is not JSON, and a missing file, are said to be that', () => {
    expect(load('{')).toMatchObject({ ok: false, error: { code: 'notJson' } });
    expect(loadConfig(join(folder.path, 'none.json'))).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    });
  });
});
