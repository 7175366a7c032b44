import { sleep, type Clock } from '../../contract/clock.ts';
import type { PrinterCondition } from '../../drivers/receipt-printer.ts';

/** Whether a printer has said anything of itself yet. */
export const hasAnswered = ({ paper, coverOpen }: PrinterCondition): boolean =>
  paper !== 'unknown' || coverOpen;

/** Waits until `isReady`, looking at every call of the listener, but no longer than `patienceMs`. */
export const awaitState = async (
  clock: Clock,
  patienceMs: number,
  isReady: () => boolean,
  onChange: (listener: () => void) => () => void,
): Promise<boolean> => {
  const ready = new AbortController();
  const look = (): void => {
    if (isReady()) ready.abort();
  };
  const forget = onChange(look);
  look();
  await sleep(clock, patienceMs, ready.signal);
  forget();
  return isReady();
};
