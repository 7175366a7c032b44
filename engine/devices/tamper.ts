import type { Log } from '../log.ts';
import type { CabinetRole } from './cabinet-role.ts';

/**
 * The board keeps a tamper alarm over a power cut. Whoever holds the cabinet's key and turns it has
 * looked: the alarm is cleared, and that it was is told.
 */
export const clearTamperByKey = (
  cabinet: Pick<CabinetRole, 'status' | 'onChange' | 'clearTamper'>,
  log: Log,
  onBug: (cause: unknown) => void,
): void => {
  let asked = false;
  cabinet.onChange(() => {
    const { tampered, keySwitch } = cabinet.status();
    if (tampered !== true || keySwitch !== 'on') {
      asked = false;
      return;
    }
    if (asked) return;
    asked = true;
    cabinet.clearTamper().then((cleared) => {
      log('cabinet.tamper', { cleared: cleared.ok });
    }, onBug);
  });
};
