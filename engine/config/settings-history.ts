import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { versionSchema, type Version } from '../../contract/technician-settings.ts';
import { writeDurably } from '../keys/secret-file.ts';

/** So many configurations are kept. */
const MOST = 100;
const NAME = /^[0-9]{6}\.json$/u;

const storedSchema = versionSchema.extend({ text: z.string() });
type Stored = z.infer<typeof storedSchema>;

/** Every configuration that was tried here, with who, when and why. */
export type SettingsHistory = {
  /** Newest first; what cannot be read is passed over. */
  readonly list: () => readonly Version[];
  readonly textOf: (number: number) => string | null;
  readonly add: (version: Omit<Stored, 'number'>) => void;
  /** The last one was on trial: what became of it. */
  readonly decide: (state: 'kept' | 'takenBack') => void;
};

/** In `folder`, a file each, mode 0600: they hold who may enter. */
export const openSettingsHistory = (folder: string): SettingsHistory => {
  const names = (): readonly string[] => {
    try {
      return readdirSync(folder)
        .filter((name) => NAME.test(name))
        .toSorted();
    } catch {
      return [];
    }
  };
  const read = (name: string): Stored | null => {
    try {
      return storedSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    } catch {
      return null;
    }
  };
  const write = (version: Stored): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = `${String(version.number).padStart(6, '0')}.json`;
    writeDurably(join(folder, name), Buffer.from(JSON.stringify(version)));
  };
  return {
    list: () =>
      names()
        .toReversed()
        .flatMap((name) => {
          const stored = read(name);
          return stored === null ? [] : [versionSchema.parse(stored)];
        }),
    textOf: (number) => read(`${String(number).padStart(6, '0')}.json`)?.text ?? null,
    add: (version) => {
      const last = Number(names().at(-1)?.slice(0, 6) ?? 0);
      write({ ...version, number: last + 1 });
      for (const old of names().slice(0, -MOST)) rmSync(join(folder, old), { force: true });
    },
    decide: (state) => {
      const last = names().at(-1);
      const stored = last === undefined ? null : read(last);
      if (stored?.state === 'trial') write({ ...stored, state });
    },
  };
};
