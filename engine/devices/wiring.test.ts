import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok, type Result } from '../../contract/result.ts';
import { systemClock } from '../../contract/clock.ts';
import { devicesSchema } from '../../contract/device-config.ts';
import { hold } from '../../drivers/transport/exclusive.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { connectTerminal, UNHEARD } from './connect.ts';
import { nexoHoldName } from './connect-nexo.ts';
import { knownTexts } from './known-texts.ts';
import { nexoNotices } from './nexo-notices.ts';
import { tellOpenings } from './tell-openings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiring-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const random = (count: number): Uint8Array => randomBytes(count);
const codeOf = <T>(opened: Result<T, OpenProblem>): string =>
  opened.ok ? 'opened' : `${opened.error.code} ${opened.error.where}`;

test('a nexo terminal: its files are looked at afresh, and one process at a time talks to it', async () => {
  const keyFile = join(folder, 'key.json');
  const trustFile = join(folder, 'root.pem');
  const { terminal } = devicesSchema.parse({
    terminal: {
      driver: 'nexo',
      transport: 'tls',
      host: '127.0.0.1',
      port: 9,
      poiId: 'P-1',
      saleId: 'S-1',
      trustFile,
      keyFile,
    },
    printer: { driver: 'escpos', transport: 'tcp', host: '127.0.0.1' },
  });
  const context = { clock: systemClock, dataFolder: folder, random };
  const connect = connectTerminal(terminal, context, UNHEARD);
  expect(codeOf(await connect())).toBe(`io ${keyFile}`);
  const key = { keyIdentifier: 'k', keyVersion: 1, passphrase: 'correct horse battery' };
  writeFileSync(keyFile, JSON.stringify(key), { mode: 0o644 });
  expect(codeOf(await connect())).toBe(`notPermitted ${keyFile}`);
  chmodSync(keyFile, 0o600);
  expect(codeOf(await connect())).toBe(`io ${trustFile}`);
  writeFileSync(trustFile, rootCertificates[0] ?? '');
  const release = await hold(nexoHoldName({ host: '127.0.0.1', port: 9 }));
  expect(codeOf(await connect())).toBe('inUse 127.0.0.1:9');
  release?.();
  const first = await connect();
  expect(codeOf(first)).toBe('opened');
  expect(codeOf(await connect())).toBe('inUse 127.0.0.1:9');
  if (first.ok) await first.value.close();
  const second = await connect();
  expect(codeOf(second)).toBe('opened');
  if (second.ok) await second.value.close();
});

test('how an opening went is logged when it changes, and not at every try', async () => {
  const lines: string[] = [];
  let code: OpenProblem['code'] | null = 'noSuchDevice';
  const connect = tellOpenings(
    'printer',
    () => Promise.resolve(code === null ? ok('printer') : fail({ code, where: 'p', detail: 'd' })),
    (event, fields) => lines.push(`${event} ${String(fields?.['code'] ?? '')}`),
  );
  for (const next of ['noSuchDevice', 'noSuchDevice', 'swapped', null, 'noSuchDevice'] as const) {
    code = next;
    expect((await connect()).ok).toBe(next === null);
  }
  expect(lines).toEqual([
    'device.notOpened noSuchDevice',
    'device.notOpened swapped',
    'device.opened ',
    'device.notOpened noSuchDevice',
  ]);
});

test('a nexo terminal that is away is logged once; a hook that threw is a bug', () => {
  const lines: string[] = [];
  const bugs: unknown[] = [];
  const notice = nexoNotices({
    log: (event) => lines.push(event),
    onBug: (cause) => bugs.push(cause),
  });
  for (let i = 0; i < 3; i++) notice({ kind: 'noConnection', code: 'unreachable', detail: 'x' });
  notice({ kind: 'cardNumberNotMasked' });
  notice({ kind: 'hookFailed', error: 'disk full' });
  expect(lines).toEqual(['terminal.noConnection', 'terminal.cardNumberNotMasked']);
  expect(bugs).toEqual(['disk full']);
});

test('without a catalogue only the place is known of the receipts to come', () => {
  const place = { ar: 'السيف', en: 'Seef' };
  const nothing = { place, ministries: [], services: [], referenceLabels: [] };
  expect(knownTexts(place, null)).toEqual(nothing);
  expect(knownTexts(place, '{}')).toEqual(nothing);
});
