/** Messages that central has not acknowledged: one sealed file each, apart from the journal of the payments. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../contract/result.ts';
import {
  suggestionIdSchema,
  suggestionSchema,
  type Suggestion,
  type SuggestionId,
} from '../../contract/tawasul.ts';
import { diskTrouble } from '../health/disk-trouble.ts';
import type { Sealer } from '../journal/sealed.ts';
import { syncFolder, writeDurably } from '../keys/secret-file.ts';

export type WaitingMessages = {
  /** Oldest first. */
  readonly ids: () => readonly SuggestionId[];
  readonly has: (id: SuggestionId) => boolean;
  /** On the disk, sealed, when it returns; or nothing of it is. */
  readonly put: (id: SuggestionId, content: Suggestion) => Result<void, 'full' | 'notStored'>;
  /** `null`: altered, or sealed with another key. */
  readonly read: (id: SuggestionId) => Suggestion | null;
  /** Central has it: here it is deleted. */
  readonly remove: (id: SuggestionId) => void;
  /** Nobody here can read it: out of the way, for a technician. */
  readonly setAside: (id: SuggestionId) => void;
};

const SEALED = '.sealed';
const FOLDER = 'tawasul';
export const MOST_WAITING = 200;

/** What was whole when the power went is there again; a half written one is gone. */
export const openWaitingMessages = (
  dataFolder: string,
  sealer: Sealer,
  most: number = MOST_WAITING,
): WaitingMessages => {
  const folder = join(dataFolder, FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ids = new Set<SuggestionId>();
  // By their names: a UUIDv7 begins with its time.
  for (const name of readdirSync(folder).toSorted()) {
    const id = suggestionIdSchema.safeParse(name.slice(0, -SEALED.length));
    if (name.endsWith(SEALED) && id.success) ids.add(id.data);
    if (name.endsWith('.new')) rmSync(join(folder, name), { force: true });
  }
  const fileOf = (id: SuggestionId): string => join(folder, `${id}${SEALED}`);

  return {
    ids: () => [...ids],
    has: (id) => ids.has(id),
    put: (id, content) => {
      if (ids.size >= most) return fail('full');
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
      const parsed = suggestionSchema.safeParse(content);
      return own === id && parsed.success ? parsed.data : null;
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
