import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { Language } from '../../contract/language.ts';
import type {
  CabinetSensors,
  DeviceRoleName,
  Trial,
  TrialResult,
} from '../../contract/technician-devices.ts';
import { profileNamed } from '../../drivers/escpos/profiles/named.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { Mutex } from '../mutex.ts';
import { proofPage } from '../receipts/proof-page.ts';
import type { Roles } from './device-rows.ts';

/** How long somebody may take to hold something before a reader, or to open the door. */
const HAND_MS = 30_000;
const SHOWN_FIRST = 3;
const MOST_DOTS = 24;

export type Trials = {
  readonly current: () => Trial | null;
  /** False: one runs, or there is no such device. */
  readonly begin: (role: DeviceRoleName, language: Language) => boolean;
  /** Ends what waits for a hand, and forgets the last result. */
  readonly end: () => void;
};

/** Enough of a scan to see that it is the right one, and no more. */
export const maskScan = (scan: Scan): TrialResult => {
  const text = scan.kind === 'code' ? scan.text : scan.kind === 'staffCard' ? scan.track : '';
  const hidden = Math.max(0, text.length - SHOWN_FIRST);
  return {
    kind: 'scan',
    what: scan.kind,
    masked: text.slice(0, SHOWN_FIRST) + '•'.repeat(Math.min(hidden, MOST_DOTS)),
    length: text.length,
  };
};

/** For the book: what came of it in words of ours, nothing of what was read. */
export const summaryOf = (result: TrialResult): Readonly<Record<string, string | boolean>> => {
  switch (result.kind) {
    case 'print':
      return { result: result.status };
    case 'terminal':
      return { result: result.kind, ready: result.ready };
    case 'terminalSilent':
      return { result: result.code };
    case 'scan':
      return { result: result.what };
    case 'nothingCame':
      return { result: result.kind };
    case 'cabinet':
      return { result: result.moved.join(' ') };
  }
};

const SENSORS = ['door', 'keySwitch', 'tampered', 'power', 'headset'] as const;

const movedBetween = (before: CabinetSensors, now: CabinetSensors): (typeof SENSORS)[number][] =>
  SENSORS.filter((sensor) => before[sensor] !== now[sensor]);

/** Tries one device at a time, on the role that the kiosk itself uses: nothing is opened twice. */
export const createTrials = (
  deps: Roles & {
    readonly config: KioskConfig;
    readonly clock: Clock;
    /** The terminal's: one operation at a time. */
    readonly mutex: Mutex;
    readonly onChange: () => void;
    readonly onResult: (role: DeviceRoleName, result: TrialResult) => void;
    readonly onBug: (cause: unknown) => void;
  },
): Trials => {
  const { clock, cabinet } = deps;
  let current: Trial | null = null;
  let stop: () => void = () => undefined;

  const printProof = async (language: Language): Promise<TrialResult> => {
    const profile = profileNamed(deps.config.devices.printer.profile);
    const outcome = await deps.printer.print(proofPage(profile, language));
    return {
      kind: 'print',
      status: outcome.status,
      reason: outcome.status === 'printed' ? null : outcome.reason,
    };
  };

  /** Registers anew, as after a power cut, then asks the terminal about itself and its host. */
  const askTerminal = async (): Promise<TrialResult> => {
    const terminal = deps.terminal.terminal();
    if (terminal === null) return { kind: 'terminalSilent', code: 'notConnected' };
    const asked = await deps.mutex(async () => {
      const registered = await terminal.register();
      return registered.ok ? terminal.diagnose() : registered;
    });
    if (!asked.ok) return { kind: 'terminalSilent', code: asked.error.code };
    const { ready, status, hostReachable, terminalId, undelivered } = asked.value;
    return { kind: 'terminal', ready, status, hostReachable, terminalId, undelivered };
  };

  /** Until `listen` says what came, nobody came, or the trial is ended. */
  const byHand = (
    listen: (came: (result: TrialResult) => void) => () => void,
    otherwise: () => TrialResult,
  ): Promise<TrialResult> =>
    new Promise((resolve) => {
      const done = (result: TrialResult): void => {
        cancel();
        forget();
        resolve(result);
      };
      const cancel = clock.after(HAND_MS, () => {
        done(otherwise());
      });
      const forget = listen(done);
      stop = () => {
        done(otherwise());
      };
    });

  const watchCabinet = (): Promise<TrialResult> => {
    if (cabinet === null) return Promise.resolve({ kind: 'nothingCame' });
    let last: CabinetSensors = cabinet.status();
    const moved = new Set<(typeof SENSORS)[number]>();
    const seen = (): TrialResult => ({ kind: 'cabinet', moved: [...moved] });
    return byHand(
      () =>
        cabinet.onChange(() => {
          const now = cabinet.status();
          for (const sensor of movedBetween(last, now)) moved.add(sensor);
          last = now;
        }),
      seen,
    );
  };

  const run = (role: DeviceRoleName, language: Language): Promise<TrialResult> | null => {
    if (role === 'printer') return printProof(language);
    if (role === 'terminal') return askTerminal();
    if (role === 'cabinet') return watchCabinet();
    const reader = deps.readers[role];
    if (reader === undefined) return null;
    return byHand(
      (came) =>
        reader.onScan((scan) => {
          came(maskScan(scan));
        }),
      () => ({ kind: 'nothingCame' }),
    );
  };

  return {
    current: () => current,
    begin: (role, language) => {
      if (current !== null && current.result === null) return false;
      stop = () => undefined;
      const running = run(role, language);
      if (running === null) return false;
      const mine: Trial = { role, result: null };
      current = mine;
      deps.onChange();
      running.then((result) => {
        deps.onResult(role, result);
        // A technician who left meanwhile left no result for the next.
        if (current !== mine) return;
        current = { role, result };
        deps.onChange();
      }, deps.onBug);
      return true;
    },
    end: () => {
      if (current === null) return;
      stop();
      current = null;
      deps.onChange();
    },
  };
};
