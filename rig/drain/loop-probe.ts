/** Loaded into the engine by `node --import`: writes how late its event loop runs, once a second, to a file. */
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['KHIDMA_LOOP_FILE'];
if (file !== undefined) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const write = (): void => {
    const ms = (nanoseconds: number): number => Math.round(nanoseconds / 10_000) / 100;
    const now = {
      p50: ms(histogram.percentile(50)),
      p99: ms(histogram.percentile(99)),
      max: ms(histogram.max),
      atMs: Date.now(),
    };
    histogram.reset();
    writeFileSync(`${file}.new`, JSON.stringify(now));
    renameSync(`${file}.new`, file);
  };
  setInterval(write, 1_000).unref();
}
