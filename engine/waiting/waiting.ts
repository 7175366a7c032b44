/** What central has not acknowledged: one sealed file each, apart from the journal of the payments. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import { diskTrouble } from '../health/disk-trouble.ts';
import type { Sealer } from '../journal/sealed.ts';
import { syncFolder, writeDurably } from '../keys/secret-file.ts';

export type Waiting<Id extends string, Content> = {
  /** Oldest first. */
  readonly ids: () => readonly Id[];
  readonly has: (id: Id) => boolean;
  /** On the disk, sealed, when it returns; or nothing of it is. */
  readonly put: (id: Id, content: Content) => Result<void, 'full' | 'notStored'>;
  /** `null`: altered, or sealed with another key. */
  readonly read: (id: Id) => Content | null;
  /** Central has it: here it is deleted. */
  readonly remove: (id: Id) => void;
  /** Nobody here can read it: out of the way, for a technician. */
  readonly setAside: (id: Id) => void;
};

const SEALED = '.sealed';

/** What was whole when the power went is there again; a half written one is gone. */
export const openWaiting = <Id extends string, Content>(place: {
  readonly folder: string;
  readonly sealer: Sealer;
  readonly most: number;
  readonly readId: (text: string) => Id | null;
  readonly readContent: (value: unknown) => Content | null;
}): Waiting<Id, Content> => {
  const { folder, sealer } = place;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ids = new Set<Id>();
  // By their names: a UUIDv7 begins with its time.
  for (const name of readdirSync(folder).toSorted()) {
    const id = place.readId(name.slice(0, -SEALED.length));
    if (name.endsWith(SEALED) && id !== null) ids.add(id);
    if (name.endsWith('.new')) rmSync(join(folder, name), { force: true });
  }
  const fileOf = (id: Id): string => join(folder, `${id}${SEALED}`);

  return {
    ids: () => [...ids],
    has: (id) => ids.has(id),
    put: (id, content) => {
      if (ids.size >= place.most) return fail('full');
      try {
        writeDurably(fileOf(id), sealer.seal({ id, content }).box);
      } catch (cause) {
        if (diskTrouble(cause) === null) throw cause;
        return fail('notStored');
      }
      ids.add(id);
      return ok(undefined);
    },
    read: (id) => {
      const opened = sealer.open(readFileSync(fileOf(id)));
      const { id: own, content } = (opened ?? {}) as { id?: unknown; content?: unknown };
      return own === id ? place.readContent(content) : null;
    },
    remove: (id) => {
      rmSync(fileOf(id), { force: true });
      syncFolder(folder);
      ids.delete(id);
    },
    setAside: (id) => {
      renameSync(fileOf(id), join(folder, `${id}.unreadable`));
      syncFolder(folder);
      ids.delete(id);
    },
  };
};
