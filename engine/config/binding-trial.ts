import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../contract/result.ts';
import { deviceRoleSchema, type DeviceRoleName } from '../../contract/technician-devices.ts';
import { syncFolder, writeDurably } from '../keys/secret-file.ts';
import { dirname } from 'node:path';

/**
 * `kiosk.json` on trial: the one before it lies beside it (`.before`) and comes back unless the new one is
 * kept. `.trial` says that it is so; it is there before the new file is, and goes after the decision.
 */
const beforeOf = (path: string): string => `${path}.before`;
const markOf = (path: string): string => `${path}.trial`;

/** An engine that dies this often on trial has the old configuration back. */
const MOST_STARTS = 2;

const markSchema = z.object({
  roles: z.array(deviceRoleSchema),
  /** The gateway answered before, and must again. */
  gateway: z.boolean().default(false),
  starts: z.number().int(),
});

export type TrialAtStart = {
  readonly state: 'trial' | 'takenBack';
  readonly roles: readonly DeviceRoleName[];
  readonly gateway: boolean;
};

const write = (path: string, text: string, mode: number): void => {
  writeDurably(path, Buffer.from(text));
  chmodSync(path, mode);
};

/** Puts `next` in the place of `kiosk.json`; fails where the folder may not be written, and nothing changed. */
export const stageTrial = (
  path: string,
  next: string,
  roles: readonly DeviceRoleName[],
  gateway = false,
): Result<void, { readonly code: 'notWritable'; readonly detail: string }> => {
  try {
    const mode = statSync(path).mode & 0o777;
    write(beforeOf(path), readFileSync(path, 'utf8'), mode);
    write(markOf(path), JSON.stringify({ roles, gateway, starts: 0 }), 0o600);
    write(path, next, mode);
    return ok(undefined);
  } catch (cause) {
    rmSync(markOf(path), { force: true });
    return fail({ code: 'notWritable', detail: (cause as Error).message });
  }
};

/** The new configuration stays; the one before it lies beside it until the next change. */
export const keepTrial = (path: string): void => {
  rmSync(markOf(path), { force: true });
  syncFolder(dirname(path));
};

/** The one before comes back. */
export const takeBackTrial = (path: string): void => {
  if (existsSync(beforeOf(path))) {
    write(path, readFileSync(beforeOf(path), 'utf8'), statSync(path).mode & 0o777);
  }
  keepTrial(path);
};

/**
 * Before the configuration is read. Counts this start: a trial on which the engine cannot live, or whose
 * file is not valid (`usable`), is taken back here. `null`: nothing is on trial.
 */
export const trialAtStart = (path: string, usable: () => boolean): TrialAtStart | null => {
  if (!existsSync(markOf(path))) return null;
  let mark: z.infer<typeof markSchema> = {
    roles: [],
    gateway: false,
    starts: MOST_STARTS,
  };
  try {
    mark = markSchema.parse(JSON.parse(readFileSync(markOf(path), 'utf8')));
  } catch {
    // A mark that cannot be read: nobody knows what was tried.
  }
  if (mark.starts >= MOST_STARTS || !usable()) {
    takeBackTrial(path);
    return { state: 'takenBack', roles: mark.roles, gateway: mark.gateway };
  }
  try {
    write(markOf(path), JSON.stringify({ ...mark, starts: mark.starts + 1 }), 0o600);
  } catch {
    // A disk that takes nothing is told of by the journal; this start goes on with the file as it is.
  }
  return { state: 'trial', roles: mark.roles, gateway: mark.gateway };
};
