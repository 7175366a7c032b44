import type { Clock } from '../../contract/clock.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { openHid } from '../../drivers/transport/hid.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { Activity } from '../devices/activity.ts';
import type { Place } from './places.ts';

/** How long somebody has to find the device and touch it. */
export const LISTEN_MS = 60_000;

/** A line that nobody plays on, opened only to hear whether something comes. */
export type Ear = { readonly close: () => Promise<void> };
export type OpenEar = (place: Place, heard: () => void) => Promise<Result<Ear, OpenProblem>>;

/** Any speed will do: bytes at a wrong one are still bytes. Nothing is ever sent. */
export const openEar =
  (clock: Clock): OpenEar =>
  async ({ kind, plugged }, heard) => {
    if (kind === 'hid') {
      const opened = await openHid({ path: plugged.id, clock })();
      if (opened.ok) opened.value.onReport(heard);
      return opened;
    }
    const opened = await openSerial({ path: plugged.id, baudRate: 9_600, clock })();
    if (opened.ok) opened.value.onData(heard);
    return opened;
  };

export type Listening = {
  /** Places from which something came since it began; `null`: nobody listens. */
  readonly heard: () => string[] | null;
  readonly begin: () => void;
  readonly end: () => void;
};

/** These talk by themselves while they are well: that they do tells nothing about a touch. */
const TALKS: readonly DeviceRoleName[] = ['terminal', 'printer', 'cabinet'];

/** Finds a device by touching it: listens on every line at once, whatever role is on it. */
export const createListening = (deps: {
  readonly clock: Clock;
  readonly places: () => readonly Place[];
  readonly activity: Pick<Activity, 'onHeard'>;
  readonly stateOf: (role: DeviceRoleName) => DeviceState;
  readonly open: OpenEar;
  readonly onChange: () => void;
  readonly onBug: (cause: unknown) => void;
}): Listening => {
  let heard: Set<string> | null = null;
  let stop: () => void = () => undefined;

  const end = (): void => {
    if (heard === null) return;
    heard = null;
    stop();
    deps.onChange();
  };

  return {
    heard: () => (heard === null ? null : [...heard]),
    begin: () => {
      end();
      const mine = new Set<string>();
      heard = mine;
      const places = deps.places();
      const hear = (id: string): void => {
        if (heard !== mine || mine.has(id)) return;
        mine.add(id);
        deps.onChange();
      };
      const ears: Ear[] = [];
      const shut = (ear: Ear): void => {
        ear.close().catch(deps.onBug);
      };
      const forget = deps.activity.onHeard((role) => {
        if (TALKS.includes(role) && deps.stateOf(role) === 'online') return;
        const place = places.find(({ plugged }) => plugged.boundTo.includes(role));
        if (place !== undefined) hear(place.plugged.id);
      });
      for (const place of places) {
        const { boundTo, id } = place.plugged;
        if (boundTo.length > 0 || (place.kind !== 'serial' && place.kind !== 'hid')) continue;
        deps
          .open(place, () => {
            hear(id);
          })
          .then((opened) => {
            // One that cannot be opened is heard by nobody; the list says what it is.
            if (!opened.ok) return;
            if (heard === mine) ears.push(opened.value);
            else shut(opened.value);
          })
          .catch(deps.onBug);
      }
      const cancel = deps.clock.after(LISTEN_MS, end);
      stop = () => {
        cancel();
        forget();
        for (const ear of ears.splice(0)) shut(ear);
      };
      deps.onChange();
    },
    end,
  };
};
