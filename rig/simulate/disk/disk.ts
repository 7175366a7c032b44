import type { Chance } from '../core/random.ts';
import { createFile, type SimulatedFile } from './file.ts';

/** Thrown through whatever ran when the power went, and at every later touch of the same life's disk. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

/** Why a write or a sync did not happen; as the operating system names it. */
export class DiskError extends Error {
  override readonly name = 'DiskError';
  readonly code: 'ENOSPC' | 'EIO';
  constructor(code: 'ENOSPC' | 'EIO') {
    super(`${code}: the simulated disk`);
    this.code = code;
  }
}

export type DiskFaults = {
  /** No file can grow. */
  full: boolean;
  /** So many syncs fail. */
  failingSyncs: number;
  /** Syncs of everything but the second medium succeed and keep nothing: all of it goes with the power. */
  lies: boolean;
  /** The power goes before the n-th write or sync from now; `null`: it stays. */
  cutIn: number | null;
};

/**
 * A disk that keeps only what was synced: at a power cut each unsynced write may be there, gone or torn.
 * It outlives the lives that use it, one after another.
 */
export type SimulatedDisk = {
  readonly faults: DiskFaults;
  /** For a new life; the one before may touch nothing any more. */
  readonly attach: (onCut: () => void) => DiskAccess;
  /** While no life uses it. */
  readonly losePower: () => void;
  /** It has forgotten what it had confirmed. */
  readonly hasLied: () => boolean;
  /** The world is over: nobody touches it again. */
  readonly discard: () => void;
};

/** One life's use of the disk. Everything throws `PowerCut` once that life is over. */
export type DiskAccess = {
  readonly open: (name: string, create: boolean) => SimulatedFile | null;
  readonly exists: (name: string) => boolean;
  readonly remove: (name: string) => void;
  /** Passed before every write and sync. Throws `PowerCut` or `DiskError`. */
  readonly beforeWrite: (grows: boolean) => void;
  /** `false`: the disk says that it synced, and did not. */
  readonly beforeSync: (medium: 'first' | 'second') => boolean;
  readonly isOff: () => boolean;
  /** Everything stops here and now; what was not synced is decided by chance. */
  readonly cutPower: () => void;
  /** The process died, the machine did not: everything written stays. */
  readonly detach: () => void;
};

export const createDisk = (chance: Chance): SimulatedDisk => {
  const files = new Map<string, SimulatedFile>();
  const removed: SimulatedFile[] = [];
  const faults: DiskFaults = { full: false, failingSyncs: 0, lies: false, cutIn: null };
  let current: object | null = null;
  let lied = false;

  const losePower = (): void => {
    current = null;
    faults.cutIn = null;
    const fate = faults.lies ? 'lost' : chance.pick(['lost', 'kept', 'mixed', 'mixed'] as const);
    lied ||= faults.lies;
    faults.lies = false;
    for (const file of files.values()) file.losePower(fate, chance);
  };

  const attach = (onCut: () => void): DiskAccess => {
    const me = {};
    current = me;
    const isOff = (): boolean => current !== me;
    const cutPower = (): void => {
      if (isOff()) return;
      losePower();
      onCut();
    };
    const touch = (): void => {
      if (isOff()) throw new PowerCut('the power is off');
      if (faults.cutIn === null) return;
      if (faults.cutIn > 0) {
        faults.cutIn -= 1;
        return;
      }
      cutPower();
      throw new PowerCut('the power went');
    };
    return {
      open: (name, create) => {
        const found = files.get(name);
        if (found !== undefined || !create) return found ?? null;
        touch();
        const made = createFile();
        files.set(name, made);
        return made;
      },
      exists: (name) => files.has(name),
      remove: (name) => {
        touch();
        const gone = files.get(name);
        if (gone !== undefined) removed.push(gone);
        files.delete(name);
      },
      beforeWrite: (grows) => {
        touch();
        if (grows && faults.full) throw new DiskError('ENOSPC');
      },
      beforeSync: (medium) => {
        touch();
        if (faults.failingSyncs <= 0) return medium === 'second' || !faults.lies;
        faults.failingSyncs -= 1;
        throw new DiskError('EIO');
      },
      isOff,
      cutPower,
      detach: () => {
        if (isOff()) return;
        current = null;
        faults.cutIn = null;
      },
    };
  };
  return {
    faults,
    attach,
    losePower,
    hasLied: () => lied,
    discard: () => {
      current = null;
      for (const file of [...files.values(), ...removed]) file.discard();
      files.clear();
      removed.length = 0;
    },
  };
};
