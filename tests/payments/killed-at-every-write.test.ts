import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CRASH_LABELS, type CrashLabel } from '../../engine/crash-points.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { withPreparedCentral } from '../prepared-central.ts';
import { disagreements, readBooks } from './books.ts';
import { accounts, hurried, untilSettled, walkToConfirm } from './visits.ts';

/** Reached only when the ministry refuses what was charged. */
const REFUSAL: readonly CrashLabel[] = [
  'refused.after',
  'reversing.after',
  'reversal.statusReceived',
  'reversed.before',
  'reversed.after',
];
/** Reached only when the terminal cannot give the money back itself. */
const REFUND: readonly CrashLabel[] = ['refundRequested.after'];

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const nextAccount = accounts();
const nextRefused = accounts(20_000_009);
const nextPartlyRefused = accounts(20_000_029);
let rig: Rig;

beforeAll(async () => {
  await withPreparedCentral(folder.path);
  rig = await startRig({ dataFolder: folder.path, autoCard: true, adjust: hurried });
  // One that remembers nothing at all could not tell, of its first payment, whether it kept it.
  await rig.control.terminal({ do: 'remember' });
  await rig.stopEngine();
});
afterAll(async () => {
  await rig.stop();
  folder.remove();
});

/** Pays until the engine dies at `label`; rejects if the visit ends without that. */
const dieAt = async (label: CrashLabel, reference: string): Promise<void> => {
  const engine = await rig.startEngine({ KHIDMA_CRASH_AT: label });
  const gone = new AbortController();
  const visitor = await rig.visitor();
  const visit = async (): Promise<string> => {
    await walkToConfirm(visitor, reference);
    await visitor.do({ do: 'pay' });
    await visitor.until(
      ({ screen }) => screen.name === 'outcome' && ['printed', 'unknown'].includes(screen.receipt),
      'a receipt',
    );
    await visitor.do({ do: 'finish' });
    await untilSettled(rig, gone.signal);
    return 'ended without being killed';
  };
  // A dying engine rejects whatever the visitor was waiting for; only its death counts.
  const died = engine.gone.then(() => {
    gone.abort();
    return 'died';
  });
  const ended = await Promise.race([died, visit().catch(() => died)]);
  await visitor.leave();
  expect(ended, `the engine never reached ${label}`).toBe('died');
};

const settleAndCompare = async (): Promise<void> => {
  await rig.startEngine({});
  await untilSettled(rig);
  await rig.stopEngine();
  expect(disagreements(await readBooks(rig))).toEqual([]);
};

const ordinary = CRASH_LABELS.filter((l) => !REFUSAL.includes(l) && !REFUND.includes(l));

test.each(ordinary)('killed at %s: the books agree after the restart', async (label) => {
  await dieAt(label, nextAccount());
  await settleAndCompare();
});

test.each(REFUSAL)('killed at %s: what was refused is reversed once', async (label) => {
  await dieAt(label, nextRefused());
  await settleAndCompare();
});

test.each(REFUND)('killed at %s: what was refused in part is refunded once', async (label) => {
  await dieAt(label, nextPartlyRefused());
  await settleAndCompare();
});
