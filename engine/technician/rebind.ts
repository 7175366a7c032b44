import { kioskConfigSchema } from '../../contract/config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { BindProblem, BindWish } from '../../contract/technician-binding.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import type { Place } from './places.ts';

/** What a role speaks where it had no device before. */
const FIRST_DRIVER: Readonly<Record<DeviceRoleName, string>> = {
  terminal: 'zvt',
  printer: 'escpos',
  scanner: 'scanner',
  idReader: 'mrz',
  magstripe: 'magtek',
  smartCard: 'pcsc',
  cabinet: 'cabinet',
};

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (value: Raw, fields: readonly string[]): Raw =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));

/** What stays of a device that moves to another place: all but how it was reached. */
const kept = (device: unknown, role: DeviceRoleName): Raw => {
  const all = isRaw(device) ? device : {};
  const settings = without(all, ['transport', 'path', 'baudRate', 'host', 'port']);
  const wasOnNetwork = 'host' in all;
  // A network protocol's own settings mean nothing on a line.
  return wasOnNetwork && settings['driver'] === 'nexo'
    ? { driver: FIRST_DRIVER[role] }
    : { driver: FIRST_DRIVER[role], ...settings };
};

export type Rebound = { readonly text: string; readonly roles: readonly DeviceRoleName[] };

/**
 * `kiosk.json` with the role on another place. A role that was there gets the first one's in exchange, so
 * that two swapped devices are put right at once. What the file says beside its devices stays as it is.
 */
export const rebound = (
  text: string,
  wish: BindWish,
  places: readonly Place[],
): Result<Rebound, BindProblem> => {
  const target = places.find(({ plugged }) => plugged.id === wish.place);
  if (target === undefined) return fail('noSuchPlace');
  if (!target.plugged.fits.includes(wish.role)) return fail('doesNotFit');
  const whole: unknown = JSON.parse(text);
  if (!isRaw(whole) || !isRaw(whole['devices'])) return fail('notValid');
  const devices: Raw = { ...whole['devices'] };
  const roles: DeviceRoleName[] = [wish.role];

  const own = devices[wish.role];
  const at = (settings: Raw, place: Place, baudRate: unknown): Raw =>
    place.kind === 'smartCard'
      ? settings
      : {
          ...settings,
          transport: place.kind,
          path: place.place,
          ...(place.kind === 'serial' && baudRate !== undefined ? { baudRate } : {}),
        };
  const baudOf = (device: unknown): unknown => (isRaw(device) ? device['baudRate'] : undefined);

  const from = places.find(({ plugged }) => plugged.boundTo.includes(wish.role));
  for (const other of target.plugged.boundTo.filter((role) => role !== wish.role)) {
    // A role that has nowhere to go keeps its device: no cabinet is given up for a scanner.
    if (!from?.plugged.fits.includes(other)) return fail('doesNotFit');
    devices[other] = at(kept(devices[other], other), from, baudOf(devices[other]));
    roles.push(other);
  }
  devices[wish.role] = {
    ...at(kept(own, wish.role), target, wish.baudRate ?? baudOf(own)),
    ...(wish.role === 'printer' && wish.profile !== undefined ? { profile: wish.profile } : {}),
  };
  const next = { ...whole, devices };
  if (!kioskConfigSchema.safeParse(next).success) return fail('notValid');
  return ok({ text: `${JSON.stringify(next, null, 2)}\n`, roles });
};
