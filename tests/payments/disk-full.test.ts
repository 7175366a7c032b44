/** A disk that refuses: nothing is acknowledged that could not be stored, and the kiosk opens by itself. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIRROR_FILE } from '../../engine/journal/mirror.ts';
import { outcome, useKiosk } from './kiosk.ts';
import { accounts, walkToConfirm } from './visits.ts';

const kiosk = useKiosk();
const nextAccount = accounts();

const mirrorFolder = (): string => {
  const { mirrorFolder: named, dataFolder } = kiosk.rig().config;
  return named ?? join(dataFolder, 'mirror');
};
/** What files the engine may write from now on, at most so long: beyond it the kernel answers EFBIG. */
const limitFiles = (bytes: number | 'unlimited'): void => {
  const pid = String(kiosk.rig().engine()?.pid);
  execFileSync('prlimit', ['--pid', pid, `--fsize=${String(bytes)}:unlimited`]);
};

/** Somebody pays, and the payment is posted. */
const paysAgain = async (): Promise<void> => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
  await visitor.leave();
};

/** Pays until the disk refuses; the engine is still there, and says why nothing is sold. */
const paysUntilClosed = async (): Promise<void> => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  // The engine may be gone before it has answered.
  await visitor.do({ do: 'pay' }).catch(() => undefined);
  expect((await visitor.screen('outOfService')).reason).toBe('disk');
  await visitor.leave();
};

const MIRROR_BYTES = 2_000_000;

test('no room for the second copy: the terminal takes the payment back, and then it sells again', async () => {
  const rig = kiosk.rig();
  await rig.stopEngine();
  // Longer than any other file of the engine, so that the limit meets this one alone.
  appendFileSync(
    join(mirrorFolder(), MIRROR_FILE),
    `${'-'.repeat(999)}\n`.repeat(MIRROR_BYTES / 1_000),
  );
  await rig.startEngine();
  await paysAgain();
  limitFiles(MIRROR_BYTES);
  await paysUntilClosed();
  limitFiles('unlimited');
  await paysAgain();
  const books = await kiosk.agreed();
  const states = [...books.journal.values()].map((p) => p.state);
  expect(states.sort()).toEqual(['notCharged', 'posted', 'posted']);
  expect((await kiosk.charges()).filter((t) => t.status === 'stored')).toHaveLength(2);
});

test('a journal that cannot grow: nothing is sold until it can, in the same process', async () => {
  const rig = kiosk.rig();
  const pid = rig.engine()?.pid;
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  limitFiles(4_096);
  // The engine may be gone before it has answered.
  await visitor.do({ do: 'pay' }).catch(() => undefined);
  expect((await visitor.screen('outOfService')).reason).toBe('disk');
  await visitor.leave();
  limitFiles('unlimited');
  await paysAgain();
  expect(rig.engine()?.pid).toBe(pid);
  await kiosk.agreed();
  expect(readFileSync(join(rig.paths.logs, 'engine.log'), 'utf8')).not.toContain('engine.bug');
});
