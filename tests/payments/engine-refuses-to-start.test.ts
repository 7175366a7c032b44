/** A second engine, somebody else's database, a bad configuration: a clear message, an exit code, nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import type { KioskConfig } from '../../contract/config.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { openDatabase } from '../../engine/journal/database.ts';
import type { SqlDatabase } from '../../engine/journal/sql.ts';
import { startChild } from '../../rig/processes/child.ts';
import { PROGRAMS } from '../../rig/processes/programs.ts';
import { inJournal, outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const elsewhere = temporaryFolder();
afterAll(elsewhere.remove);
let folders = 0;

/** A data folder that no engine has seen. */
const newFolder = (): string => {
  folders += 1;
  return join(elsewhere.path, `data-${folders}`);
};

/** Starts an engine that must not come up; what it says and how it ends. */
const refusal = async (config: unknown): Promise<{ exitCode: number | null; says: string }> => {
  folders += 1;
  const path = join(elsewhere.path, `kiosk-${folders}.json`);
  writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  const started = await startChild({
    name: 'The engine',
    program: PROGRAMS.engine,
    env: { KIOSK_CONFIG: path },
    logFile: join(elsewhere.path, `engine-${folders}.log`),
  });
  if (started.ok) {
    await started.value.stop();
    throw new Error('it started');
  }
  return { exitCode: started.error.exitCode, says: started.error.detail };
};

const configFor = (dataFolder: string): KioskConfig => ({ ...kiosk.rig().config, dataFolder });

test('two engines on one data folder: the second is refused, the first goes on', async () => {
  const second = await refusal(kiosk.rig().config);
  expect(second.exitCode).toBe(65);
  expect(second.says).toContain('another engine holds this journal');
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  expect(inJournal(await kiosk.agreed(), paid).state).toBe('posted');
});

describe('a database from elsewhere', () => {
  const hash = (path: string): string =>
    createHash('sha256').update(readFileSync(path)).digest('hex');

  const refusedUntouched = async (make: (path: string) => void, says: string): Promise<void> => {
    const folder = newFolder();
    mkdirSync(folder);
    const path = join(folder, 'journal.sqlite');
    make(path);
    const before = hash(path);
    const refused = await refusal(configFor(folder));
    expect(refused.exitCode).toBe(65);
    expect(refused.says).toContain(says);
    expect(refused.says).toContain(path);
    expect(hash(path)).toBe(before);
    expect(existsSync(join(folder, 'engine-access.json'))).toBe(false);
  };

  const ofOurs = (path: string): SqlDatabase => {
    const opened = openDatabase(join(path, '..'));
    if (!opened.ok) throw new Error(opened.error.detail);
    return opened.value;
  };

  test('a journal of a newer release', async () => {
    await refusedUntouched((path) => {
      const db = ofOurs(path);
      db.pragma('user_version = 99', { simple: true });
      db.close();
    }, 'written by a newer release (version 99');
  });

  test('another program’s database', async () => {
    await refusedUntouched((path) => {
      const db = new Database(path);
      db.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");
      db.close();
    }, 'another program');
  });

  /** It comes up to say why nothing can be paid, and touches nothing. */
  const closedUntouched = async (make: (path: string) => void): Promise<void> => {
    const folder = newFolder();
    mkdirSync(folder);
    const path = join(folder, 'journal.sqlite');
    make(path);
    const before = hash(path);
    const config = join(folder, 'kiosk.json');
    writeFileSync(config, JSON.stringify(configFor(folder)));
    const started = await startChild({
      name: 'The engine',
      program: PROGRAMS.engine,
      env: { KIOSK_CONFIG: config },
      logFile: join(folder, 'engine.log'),
    });
    if (!started.ok) throw new Error(started.error.detail);
    await started.value.stop();
    const told = JSON.parse(readFileSync(join(folder, 'out-of-service.json'), 'utf8')) as unknown;
    expect(told).toMatchObject({ reason: 'journal', where: path });
    expect(hash(path)).toBe(before);
  };

  test('bytes that are no database', async () => {
    const noise = Buffer.from('not a database at all '.repeat(1_000));
    await closedUntouched((path) => {
      writeFileSync(path, noise);
    });
  });

  test('a journal whose middle was overwritten', async () => {
    await closedUntouched((path) => {
      ofOurs(path).close();
      const bytes = readFileSync(path);
      bytes.fill(0xa5, 4_096, 12_288);
      writeFileSync(path, bytes);
    });
  });
});

describe('a configuration that does not hold', () => {
  const changed = (change: Record<string, unknown>): unknown => ({
    ...configFor(newFolder()),
    ...change,
  });
  test.each<readonly [string, () => unknown, readonly string[]]>([
    [
      'an unknown driver',
      () => {
        const { devices } = configFor('/unused');
        const printer = { ...devices.printer, driver: 'dot-matrix' };
        return changed({ devices: { ...devices, printer } });
      },
      ['devices.printer.driver: found "dot-matrix"; allowed: one of "escpos"'],
    ],
    [
      'a missing kiosk identity',
      () => changed({ kiosk: undefined }),
      ['kiosk: found nothing; allowed:'],
    ],
    [
      'a field nobody knows and a language nobody speaks',
      () => changed({ colour: 'green', languages: ['ar', 'tlh'] }),
      ['no field named "colour"', 'languages.1: found "tlh"; allowed: one of "ar", "en"'],
    ],
    [
      'amounts of nothing, less than nothing and parts of a fils',
      () => changed({ limits: { paymentFils: 0, storedFils: -1, storedPayments: 1.5 } }),
      [
        'limits.paymentFils: found 0; allowed: at least 1',
        'limits.storedFils: found -1; allowed: at least 1',
        'limits.storedPayments: found 1.5',
      ],
    ],
    ['no JSON', () => '{ "kiosk": ', ['is not JSON']],
  ])('%s: exit code 78, told where, what and what else', async (_name, config, says) => {
    const value = config();
    const { dataFolder } = (typeof value === 'string' ? {} : value) as Partial<KioskConfig>;
    const refused = await refusal(value);
    expect(refused.exitCode).toBe(78);
    for (const sentence of says) expect(refused.says).toContain(sentence);
    if (dataFolder !== undefined) expect(existsSync(dataFolder)).toBe(false);
    expect(readdirSync(elsewhere.path).some((name) => name.endsWith('.sqlite'))).toBe(false);
  });
});
