/** After a cutter error: `DLE ENQ`, which counts only once its cause is gone, of which nothing tells (§11). */
import type { Clock } from '../../../contract/clock.ts';
import { recoverAndDrop } from '../codec/real-time.ts';
import type { Sensors } from '../codec/sensors.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { PrinterLink } from './link.ts';
import type { Monitor } from './monitor.ts';

/** The blade may move at each try, beside somebody's fingers: not with every heartbeat. */
const RETRY_MS = 15_000;

export type Recovery = {
  /**
   * Tries where a try is due: at the error's first sight, once the cover was closed again, now and then.
   * False where the printer did not answer afterwards.
   */
  tryIt(): Promise<boolean>;
  stop(): void;
};

const isRecoverable = (sensors: Sensors): boolean =>
  (sensors.cutterError || sensors.mechanicalError) && !sensors.unrecoverable;

export const createRecovery = (
  link: PrinterLink,
  monitor: Monitor,
  clock: Clock,
  { recovers }: PrinterProfile,
): Recovery => {
  let triedAt: number | null = null;
  let coverWasOpen = false;
  const stop = monitor.onSensors((sensors) => {
    coverWasOpen ||= sensors.coverOpen;
    if (!isRecoverable(sensors)) triedAt = null;
  });
  return {
    tryIt: async () => {
      const { sensors } = monitor;
      if (!recovers || !isRecoverable(sensors) || sensors.coverOpen) return true;
      const now = clock.monotonicMs();
      if (triedAt !== null && !coverWasOpen && now - triedAt < RETRY_MS) return true;
      triedAt = now;
      coverWasOpen = false;
      return (await link.act(recoverAndDrop())) && (await monitor.askAll()).ok;
    },
    stop,
  };
};
