/** A kiosk whose engine is killed again and again at seeded random moments of a payment. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { disagreements, readBooks } from './books.ts';
import { accounts, hurried, untilSettled, walkToConfirm } from './visits.ts';

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
const seeded = (seed: number): (() => number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const payOnce = async (visitor: Visitor): Promise<void> => {
  await visitor.do({ do: 'pay' });
  await visitor.until(
    ({ screen }) => screen.name === 'outcome' && ['printed', 'unknown'].includes(screen.receipt),
    'a receipt',
  );
};

/** The tests of one file: `kills` deaths, after which all books must agree to the fils. */
export const testRandomKills = (kills: number, seed: number): void => {
  vi.setConfig({ testTimeout: 30 * 60_000 });
  const folder = temporaryFolder();
  const nextAccount = accounts();
  let rig: Rig;

  beforeAll(async () => {
    await withPreparedCentral(folder.path);
    rig = await startRig({ dataFolder: folder.path, autoCard: true, adjust: hurried });
    // One that remembers nothing at all could not tell, of its first payment, whether it kept it.
    await rig.control.terminal({ do: 'remember' });
  });
  afterAll(async () => {
    await rig.stop();
    folder.remove();
  });

  test(`${String(kills)} kills at random moments of a payment lose, double and strand nothing (seed ${String(seed)})`, async () => {
    const random = seeded(seed);
    const first = await rig.visitor();
    await walkToConfirm(first, nextAccount());
    const began = performance.now();
    await payOnce(first);
    const wholeMs = performance.now() - began;
    await first.leave();

    for (let kill = 0; kill < kills; kill++) {
      const visitor = await rig.visitor();
      await walkToConfirm(visitor, nextAccount());
      const paying = payOnce(visitor).catch(() => 'killed');
      // Leaning to the front: printing is most of the time, the card is where the danger is.
      const waitMs = random() ** 1.4 * wholeMs * 1.1;
      await Promise.race([paying, new Promise((resolve) => setTimeout(resolve, waitMs))]);
      await rig.killEngine();
      await visitor.leave();
      await rig.startEngine();
    }
    await untilSettled(rig);
    await rig.stopEngine();

    const books = await readBooks(rig);
    expect(disagreements(books)).toEqual([]);
    const states = [...books.journal.values()].map((p) => p.state);
    const counts = Object.entries(Object.groupBy(states, (s) => s)).map(
      ([state, of]) => `${state} ${of.length}`,
    );
    console.log(`random kills: ${counts.join(', ')}`);
    expect(states.filter((s) => s === 'posted').length).toBeGreaterThan(kills / 10);
  });
};
