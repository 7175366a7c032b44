import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { DeviceState } from '../../contract/devices.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Binding, BindProblem, BindWish } from '../../contract/technician-binding.ts';
import { deviceRoleSchema, type DeviceRoleName } from '../../contract/technician-devices.ts';
import { KERNEL_TREE, type DeviceTree } from '../../drivers/discovery/tree.ts';
import {
  keepTrial,
  stageTrial,
  takeBackTrial,
  type TrialAtStart,
} from '../config/binding-trial.ts';
import type { Journal } from '../journal/journal.ts';
import { listPlaces, type Place } from './places.ts';
import { rebound } from './rebind.ts';

/** `kiosk.json` as the engine was started with it. */
export type KioskFile = {
  readonly path: string;
  readonly trial: TrialAtStart | null;
  /** Ends this engine in order and begins anew with the file as it is then. */
  readonly restart: () => void;
};

/** How long devices may take to answer under their new binding: a terminal registers slowly. */
export const TRIAL_MS = 60_000;
/** The page hears that it was done before its link goes. */
const ANSWER_MS = 250;
const LOOK_MS = 500;
const LAST = 'lastBinding';

const lastSchema = z.object({
  state: z.enum(['kept', 'takenBack']),
  roles: z.array(deviceRoleSchema),
});

export type Bindings = {
  readonly places: () => readonly Place[];
  readonly shown: () => Binding | null;
  /** Undecided: nothing is sold, for it may have to begin anew. */
  readonly onTrial: () => boolean;
  /** Changed and about to begin anew; or why nothing changed. */
  readonly bind: (wish: BindWish) => Result<readonly DeviceRoleName[], BindProblem>;
  /** Another whole file, checked before: every device that answers now must again, and the gateway. */
  readonly stage: (text: string) => Result<void, 'onTrial' | 'notWritable'>;
  /** A device's state changed. */
  readonly refresh: () => void;
  readonly stop: () => void;
};

/**
 * Answers in its protocol, whatever else it wants. Of a reader or the cabinet `userError` says that nobody knows
 * which of several it is: nothing was opened.
 */
const answers = (role: DeviceRoleName, state: DeviceState): boolean =>
  !['noDevice', 'offline', 'powerOff', 'hardwareError'].includes(state) &&
  (state !== 'userError' || role === 'printer' || role === 'terminal');

/** Changes which device plays a role, and takes the change back unless its devices answer in time. */
export const createBindings = (deps: {
  readonly config: KioskConfig;
  readonly file: KioskFile;
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'keep' | 'kept'>;
  readonly stateOf: (role: DeviceRoleName) => DeviceState;
  /** Whether the gateway answers; left out: it is not waited for. */
  readonly gatewayOnline?: () => boolean;
  /** A file was put in the place of `before`. */
  readonly onStaged?: (before: string, text: string, how: 'binding' | 'settings') => void;
  readonly onDecided: (state: 'kept' | 'takenBack', roles: readonly DeviceRoleName[]) => void;
  readonly tree?: DeviceTree;
}): Bindings => {
  const { file, clock, journal } = deps;
  const tree = deps.tree ?? KERNEL_TREE;
  const { devices } = deps.config;
  let trial = file.trial?.state === 'trial' ? file.trial.roles : null;
  const endsAt = clock.monotonicMs() + TRIAL_MS;
  let changing = false;
  const online = deps.gatewayOnline ?? ((): boolean => true);
  const gatewayMustAnswer = trial !== null && file.trial?.gateway === true;

  const decided = (state: 'kept' | 'takenBack', roles: readonly DeviceRoleName[]): void => {
    journal.keep(LAST, JSON.stringify({ state, roles }));
    deps.onDecided(state, roles);
  };
  if (file.trial?.state === 'takenBack') decided('takenBack', file.trial.roles);

  const takeBack = (): void => {
    if (trial === null) return;
    const roles = trial;
    trial = null;
    takeBackTrial(file.path);
    decided('takenBack', roles);
    file.restart();
  };
  const cancelEnd = trial === null ? () => undefined : clock.after(TRIAL_MS, takeBack);
  let cancelLook = (): void => undefined;
  const cancel = (): void => {
    cancelEnd();
    cancelLook();
  };
  const isThere = (role: DeviceRoleName): boolean =>
    devices[role] === undefined || answers(role, deps.stateOf(role));

  const refresh = (): void => {
    if (!trial?.every(isThere) || (gatewayMustAnswer && !online())) return;
    const roles = trial;
    trial = null;
    cancel();
    keepTrial(file.path);
    decided('kept', roles);
  };

  /** Devices tell of themselves; the gateway is looked for. */
  const look = (): void => {
    refresh();
    if (trial !== null) cancelLook = clock.after(LOOK_MS, look);
  };
  const put = (
    before: string,
    text: string,
    how: 'binding' | 'settings',
    must: { readonly roles: readonly DeviceRoleName[]; readonly gateway: boolean },
  ): boolean => {
    if (!stageTrial(file.path, text, must.roles, must.gateway).ok) return false;
    deps.onStaged?.(before, text, how);
    changing = true;
    clock.after(ANSWER_MS, file.restart);
    return true;
  };
  const current = (): string | null => {
    try {
      return readFileSync(file.path, 'utf8');
    } catch {
      return null;
    }
  };

  if (gatewayMustAnswer) look();
  else refresh();
  return {
    places: () => listPlaces(devices, tree),
    shown: () => {
      if (trial !== null) {
        const msLeft = Math.max(0, Math.round(endsAt - clock.monotonicMs()));
        return { state: 'trial', roles: [...trial], msLeft };
      }
      const last = lastSchema.safeParse(JSON.parse(journal.kept(LAST) ?? 'null'));
      return last.success ? { ...last.data, msLeft: null } : null;
    },
    onTrial: () => trial !== null || changing,
    bind: (wish) => {
      if (trial !== null || changing) return fail('onTrial');
      const text = current();
      if (text === null) return fail('notWritable');
      const next = rebound(text, wish, listPlaces(devices, tree));
      if (!next.ok) return next;
      const { roles } = next.value;
      const must = { roles, gateway: false };
      return put(text, next.value.text, 'binding', must) ? ok(roles) : fail('notWritable');
    },
    stage: (text) => {
      if (trial !== null || changing) return fail('onTrial');
      const before = current();
      if (before === null) return fail('notWritable');
      const roles = deviceRoleSchema.options.filter(
        (role) => devices[role] !== undefined && answers(role, deps.stateOf(role)),
      );
      const must = { roles, gateway: deps.gatewayOnline?.() === true };
      return put(before, text, 'settings', must) ? ok(undefined) : fail('notWritable');
    },
    refresh,
    stop: cancel,
  };
};
