/** A journal with flipped bits, without its end, or gone: nothing is sold on it, and it is made anew. */
import { execFile } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { RebuildReport } from '../../engine/journal/rebuild-run.ts';
import { eventually, outcome, useKiosk, type Outcome } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();
const run = promisify(execFile);
const REBUILD = new URL('../../engine/rebuild.ts', import.meta.url).pathname;

const dataFolder = (): string => kiosk.rig().config.dataFolder;
const mirrorFolder = (): string => kiosk.rig().config.mirrorFolder ?? join(dataFolder(), 'mirror');
const journalFile = (): string => join(dataFolder(), 'journal.sqlite');

const pays = async (): Promise<Outcome> => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const paid = await outcome(visitor, 'paid', 'printed');
  await visitor.leave();
  return paid;
};

/** Starts the engine on what is there: nothing is sold, and the technician is told what to do. */
const closedWith = async (why: RegExp): Promise<void> => {
  await kiosk.rig().startEngine();
  const visitor = await kiosk.visitor();
  expect((await visitor.screen('outOfService')).reason).toBe('journal');
  const told = readFileSync(join(dataFolder(), 'out-of-service.json'), 'utf8');
  expect(told).toMatch(why);
  expect(told).toContain('engine/rebuild.ts');
  await visitor.leave();
  await kiosk.rig().stopEngine();
};

const rebuilt = async (): Promise<RebuildReport> => {
  const { stdout, stderr } = await run(process.execPath, [
    REBUILD,
    '--config',
    kiosk.rig().paths.config,
  ]);
  expect(stderr).toContain('journal rebuilt');
  return JSON.parse(stdout) as RebuildReport;
};

const write = (path: string, at: number, byte: number): void => {
  const file = openSync(path, 'r+');
  writeSync(file, Uint8Array.of(byte), 0, 1, at);
  closeSync(file);
};

/** All that the facts say. */
const facts = (path: string): string => {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return JSON.stringify(db.prepare('SELECT body FROM facts ORDER BY seq').all());
  } finally {
    db.close();
  }
};

/** Another digit where the first of a hash stands behind `text` in a fact; the same text stands in other places too. */
const flip = (path: string, text: string): void => {
  const bytes = readFileSync(path);
  const before = facts(path);
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    const digit = at + text.length;
    const was = bytes[digit] ?? 0;
    write(path, digit, was === 0x30 ? 0x31 : 0x30);
    if (facts(path) !== before) return;
    write(path, digit, was);
  }
  throw new Error(`no fact with ${text}`);
};

/** How far the journal was when the gateway last heard of it; 0 before that. */
const anchoredSeq = (): number => {
  const file = join(mirrorFolder(), 'journal.head.json');
  if (!existsSync(file)) return 0;
  return (JSON.parse(readFileSync(file, 'utf8')) as { seq: number }).seq;
};

const anchoredBeyond = (before: number): Promise<unknown> =>
  eventually(
    () => Promise.resolve(anchoredSeq()),
    (seq) => seq > before,
  );

test('a fact was altered: refused, set aside untouched, rebuilt, and it sells again', async () => {
  await pays();
  await pays();
  await kiosk.agreed();
  flip(journalFile(), '"documentHash":"');
  const broken = readFileSync(journalFile());
  await closedWith(/chainBroken: fact \d+ altered/u);
  expect(readFileSync(journalFile()).equals(broken)).toBe(true);

  const report = await rebuilt();
  expect(report).toMatchObject({ generation: 2, gateway: 'asked', contradictions: [] });
  expect(readFileSync(join(report.setAside, 'journal.sqlite')).equals(broken)).toBe(true);
  await kiosk.rig().startEngine();
  await pays();
  const books = await kiosk.agreed();
  expect([...books.journal.values()].map((p) => p.state)).toEqual(['posted', 'posted', 'posted']);
});

test('the end was cut off: the anchor tells, and the gateway has what was posted since', async () => {
  await anchoredBeyond(0);
  await kiosk.rig().stopEngine();
  const earlier = join(dataFolder(), 'earlier.sqlite');
  copyFileSync(journalFile(), earlier);
  const before = anchoredSeq();
  await kiosk.rig().startEngine();
  const lost = await pays();
  await anchoredBeyond(before);
  await kiosk.agreed();
  // The second copy goes as well: only the gateway knows of this payment now.
  rmSync(join(mirrorFolder(), 'approvals.mirror'));
  copyFileSync(earlier, journalFile());
  await closedWith(/cutTail: fact \d+ of generation 2 is remembered/u);
  const report = await rebuilt();
  expect(report).toMatchObject({ generation: 3, fromGateway: 1, brokeAt: null });
  await kiosk.rig().startEngine();
  const books = await kiosk.agreed();
  expect(books.journal.get(lost.paymentId)?.state).toBe('posted');
});

test('all of it is gone: made anew from mirror and gateway, to the fils', async () => {
  const anchored = anchoredSeq();
  await pays();
  await anchoredBeyond(anchored);
  const { journal: before } = await kiosk.agreed();
  rmSync(journalFile());
  await closedWith(/cutTail/u);
  expect(existsSync(journalFile())).toBe(true);
  const report = await rebuilt();
  expect(report.fromMirror + report.fromGateway).toBe(
    [...before.values()].filter((p) => p.state === 'posted').length,
  );
  await kiosk.rig().startEngine();
  await pays();
  await kiosk.agreed();
});
