import type { DeviceState } from '../../contract/devices.ts';
import type { Reader, Scan } from '../../drivers/reader.ts';
import { keepOpen, type KeepOpenOptions } from './keep-open.ts';

export type ReaderRole = {
  readonly state: () => DeviceState;
  readonly onChange: (listener: () => void) => () => void;
  /** Every scan, once; across re-plugs. */
  readonly onScan: (listener: (scan: Scan) => void) => () => void;
  readonly stop: () => Promise<void>;
};

/** Keeps one reader open and hands on what is held before it. */
export const createReaderRole = (options: KeepOpenOptions<Reader>): ReaderRole => {
  const listeners = new Set<(scan: Scan) => void>();
  const kept = keepOpen<Reader>(options, (reader, changed) => {
    const forgetScans = reader.onScan((scan) => {
      for (const listener of [...listeners]) listener(scan);
    });
    const forgetStates = reader.onState(changed);
    return {
      state: () => reader.state,
      forget: () => {
        forgetScans();
        forgetStates();
      },
    };
  });
  return {
    state: () => kept.current()?.state ?? kept.absent(),
    onChange: kept.onChange,
    onScan: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: kept.stop,
  };
};
