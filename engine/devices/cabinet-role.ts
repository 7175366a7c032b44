import { fail, type Result } from '../../contract/result.ts';
import type {
  Cabinet,
  CabinetLight,
  CabinetProblem,
  CabinetStatus,
  LightMode,
} from '../../drivers/cabinet.ts';
import { keepOpen, type KeepOpenOptions } from './keep-open.ts';

export type CabinetRole = {
  /** With the board away its sensors are `null`: nothing is known of them. */
  readonly status: () => CabinetStatus;
  readonly onChange: (listener: () => void) => () => void;
  /** Refused while the board is away; set again once it is back. */
  readonly setLight: (
    light: CabinetLight,
    mode: LightMode,
  ) => Promise<Result<void, CabinetProblem>>;
  readonly clearTamper: () => Promise<Result<void, CabinetProblem>>;
  readonly stop: () => Promise<void>;
};

const UNKNOWN = {
  door: null,
  keySwitch: null,
  tampered: null,
  power: null,
  headset: null,
} as const;

const notConnected = (): Promise<Result<void, CabinetProblem>> =>
  Promise.resolve(fail({ code: 'notConnected' }));

/** Keeps the cabinet's board open; a board that comes back gets the lights that it should show. */
export const createCabinetRole = (options: KeepOpenOptions<Cabinet>): CabinetRole => {
  const wanted = new Map<CabinetLight, LightMode>();
  const kept = keepOpen<Cabinet>(options, (cabinet, changed) => {
    let wasOnline = false;
    const restore = (): void => {
      const online = cabinet.status.state === 'online';
      if (online && !wasOnline)
        for (const [light, mode] of wanted) {
          cabinet.setLight(light, mode).then(
            () => undefined, // refused or lost: tried again when it next comes online
            options.onBug,
          );
        }
      wasOnline = online;
    };
    restore();
    const forget = cabinet.onStatus(() => {
      restore();
      changed();
    });
    return { state: () => cabinet.status.state, forget };
  });
  return {
    status: () => kept.current()?.status ?? { state: kept.absent(), ...UNKNOWN },
    onChange: kept.onChange,
    setLight: (light, mode) => {
      wanted.set(light, mode);
      return kept.current()?.setLight(light, mode) ?? notConnected();
    },
    clearTamper: () => kept.current()?.clearTamper() ?? notConnected(),
    stop: kept.stop,
  };
};
