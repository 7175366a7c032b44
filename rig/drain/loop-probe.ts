/**
 * Loaded into a process by `node --import`, or run alone as the idle one beside it: says each second, as
 * one line appended to `KHIDMA_LOOP_FILE`, how late its event loop ran and how much of that it worked.
 * Alone it also asks the disk, a few times a second and without holding up its loop, to keep one page.
 */
import { appendFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { BIN_MS, BINS, type LoopSecond } from './loop-lateness.ts';

const file = process.env['KHIDMA_LOOP_FILE'];
const EVERY_MS = 1;
const SYNC_EVERY_MS = 20;

if (file !== undefined) {
  const fresh = (): number[] => Array.from({ length: BINS }, () => 0);
  let late = fresh();
  let own = fresh();
  let sync = fresh();
  let lateMost = 0;
  let ownMost = 0;
  let syncMost = 0;
  const count = (bins: number[], ms: number): void => {
    const bin = Math.min(BINS - 1, Math.floor(ms / BIN_MS));
    bins[bin] = (bins[bin] ?? 0) + 1;
  };
  const cpuMs = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let lastMs = performance.now();
  let lastCpuMs = cpuMs();
  const ticking = setInterval(() => {
    const nowMs = performance.now();
    const nowCpuMs = cpuMs();
    const lateMs = Math.max(0, nowMs - lastMs - EVERY_MS);
    const ownMs = Math.min(lateMs, nowCpuMs - lastCpuMs);
    count(late, lateMs);
    count(own, ownMs);
    lateMost = Math.max(lateMost, lateMs);
    ownMost = Math.max(ownMost, ownMs);
    lastMs = nowMs;
    lastCpuMs = nowCpuMs;
  }, EVERY_MS);
  const writing = setInterval(() => {
    const second: LoopSecond = {
      atMs: Date.now(),
      late,
      own,
      sync,
      lateMost,
      ownMost,
      syncMost,
    };
    appendFileSync(file, `${JSON.stringify(second)}\n`);
    late = fresh();
    own = fresh();
    sync = fresh();
    lateMost = 0;
    ownMost = 0;
    syncMost = 0;
  }, 1_000);
  if (process.argv[1] !== import.meta.filename) {
    ticking.unref();
    writing.unref();
  } else {
    const page = await open(`${file}.page`, 'w');
    const bytes = Buffer.alloc(4_096);
    for (;;) {
      bytes.fill(Date.now());
      const begunMs = performance.now();
      await page.write(bytes, 0, bytes.length, 0);
      await page.datasync();
      const ms = performance.now() - begunMs;
      count(sync, ms);
      syncMost = Math.max(syncMost, ms);
      await new Promise((resolve) => setTimeout(resolve, SYNC_EVERY_MS));
    }
  }
}
