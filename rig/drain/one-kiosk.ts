import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sleep, systemClock } from '../../contract/clock.ts';
import type { Database } from '../../central/database/schema.ts';
import { startRig, type Rig } from '../processes.ts';
import type { Command } from '../processes/run-command.ts';
import type { Visitor } from '../processes/visitor.ts';
import { drainTotal, insertDrainBills } from './bills.ts';
import { fillJournal } from './fill-journal.ts';
import { readLateness, startIdle, type Lateness } from './loop-lateness.ts';
import { isRight, readLedger, type InLedger } from './ledger.ts';
import { spreadOf, useScreen, type Spread } from './person.ts';

export type OneKioskResult = {
  readonly right: boolean;
  readonly ledger: InLedger;
  readonly fillSeconds: number;
  readonly drainSeconds: number;
  readonly before: Spread;
  readonly during: Spread;
  readonly loopBefore: Loops;
  readonly loopDuring: Loops;
  readonly killed: boolean;
};

/** How late event loops ran, ms. */
export type Loops = {
  readonly engine: Lateness;
  /** What of the engine's delays its loop's thread was at work; the rest it waited, for disk or machine. */
  readonly own: Lateness;
  /** Of a process that does nothing, and how long the disk took to keep a page for it. */
  readonly idle: Lateness;
  readonly sync: Lateness;
};

const LOOK_MS = 250;
const SAY_MS = 5_000;
/** After a start the engine reads its journal once; the pace is measured when it stands. */
const SETTLE_MS = 2_000;

/** One kiosk's 30 days: `db` is central's database, which central reaches by `DATABASE_URL`. */
export const drainOneKiosk = async (deps: {
  readonly folder: string;
  readonly db: Database;
  readonly payments: number;
  readonly kill: boolean;
  readonly baselineMs: number;
  readonly command: Pick<Command, 'onEnd'>;
  readonly say: (text: string) => void;
}): Promise<OneKioskResult> => {
  const { payments, db, say } = deps;
  const loopFile = join(deps.folder, 'loop-engine.jsonl');
  const idleFile = join(deps.folder, 'loop-idle.jsonl');
  const loopsSince = (fromMs: number): Loops => {
    const toMs = Date.now();
    const { late, own } = readLateness(loopFile, fromMs, toMs);
    const idle = readLateness(idleFile, fromMs, toMs);
    return { engine: late, own, idle: idle.late, sync: idle.sync };
  };
  const probe = pathToFileURL(join(import.meta.dirname, 'loop-probe.ts')).href;
  const rig = await startRig({
    dataFolder: join(deps.folder, 'kiosk'),
    adjust: (draft) => ({
      ...draft,
      limits: { storedFils: 1_000_000_000, storedPayments: 1_000_000, oldestHours: 8_760 },
      timing: { ...draft.timing, returnSpreadMs: 0, heartbeatMs: 1_000, idleWarningMs: 600_000 },
    }),
    engineEnv: { NODE_OPTIONS: `--import=${probe}`, KHIDMA_LOOP_FILE: loopFile },
  });
  deps.command.onEnd(rig.stop);
  await insertDrainBills(db, payments);
  let visitor = await rig.visitor();
  await visitor.screen('attract');
  await rig.control.network({ do: 'cut' });
  await visitor.leave();
  await rig.stopEngine();

  const fillBegan = performance.now();
  fillJournal(rig.config, payments, (done) => {
    if (done % 10_000 === 0) say(`queued ${String(done)} of ${String(payments)}`);
  });
  const fillSeconds = (performance.now() - fillBegan) / 1_000;
  await rig.startEngine();
  visitor = await rig.visitor();
  const idle = startIdle(idleFile);
  deps.command.onEnd(idle.stop);
  await sleep(systemClock, SETTLE_MS);
  const before: number[] = [];
  const beforeMs = Date.now();
  const baselineEnds = performance.now() + deps.baselineMs;
  await useScreen(visitor, () => performance.now() > baselineEnds, before);
  const loopBefore = loopsSince(beforeMs);

  const during: number[] = [];
  const duringMs = Date.now();
  const drainBegan = performance.now();
  let saidMs = drainBegan;
  const seen = { posted: 0, drained: false };
  await rig.control.network({ do: 'restore' });
  const watching = (async (): Promise<void> => {
    while (!seen.drained) {
      await sleep(systemClock, LOOK_MS);
      seen.posted = (await readLedger(db)).payments;
      seen.drained = seen.posted >= payments && (await waitingAt(visitor)) === 0;
      if (performance.now() - saidMs < SAY_MS) continue;
      saidMs = performance.now();
      say(`posted ${String(seen.posted)} of ${String(payments)}`);
    }
  })();
  if (deps.kill) {
    await useScreen(visitor, () => seen.drained || seen.posted > payments / 2, during);
    say(`kill -9 at ${String(seen.posted)} posted`);
    visitor = await restarted(rig, visitor);
  }
  await useScreen(visitor, () => seen.drained, during);
  await watching;
  const drainSeconds = (performance.now() - drainBegan) / 1_000;
  const loopDuring = loopsSince(duringMs);
  await visitor.leave();
  const ledger = await readLedger(db);
  return {
    right: isRight(ledger, payments, drainTotal(payments)),
    ledger,
    fillSeconds,
    drainSeconds,
    before: spreadOf(before),
    during: spreadOf(during),
    loopBefore,
    loopDuring,
    killed: deps.kill,
  };
};

const restarted = async (rig: Rig, visitor: Visitor): Promise<Visitor> => {
  await rig.killEngine();
  await rig.startEngine();
  await visitor.leave();
  return rig.visitor();
};

const waitingAt = async (visitor: Visitor): Promise<number | null> => {
  try {
    return (await visitor.client.api.exposure.query()).storedPayments;
  } catch {
    return null; // the engine was killed meanwhile
  }
};
