import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Writes a file that is there whole or not at all, also over a power cut; mode 0600. */
export const writeDurably = (path: string, bytes: Uint8Array): void => {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, bytes); // whole or an exception; `writeSync` may write a part
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(join(path, '..'));
};

/** A rename or a new file is durable only when its folder is. */
export const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** The secret named `name` in `dataFolder/keys`, made once by `make`. */
export const secretFile = (dataFolder: string, name: string, make: () => Uint8Array): Buffer => {
  const folder = join(dataFolder, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  if (!existsSync(path)) writeDurably(path, make());
  return readFileSync(path);
};
