import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { machineKey, otherMachine } from './machine-key.ts';

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

const keysIn = (dataFolder: string): string => join(dataFolder, 'keys');
const WRAPPED = '.wrapped';

/**
 * The secret named `name` in `dataFolder/keys`, made once by `make`. Where the machine has a key of its own
 * only the wrapped secret is on the disk, and one that lay there bare is wrapped. `purpose`: what it is
 * for, also under another name. Throws `OTHER_MACHINE` where it cannot be read here; then nothing is made.
 */
export const secretFile = (
  dataFolder: string,
  name: string,
  make: () => Uint8Array,
  purpose = name,
): Buffer => {
  const folder = keysIn(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const bare = join(folder, name);
  const wrapped = `${bare}${WRAPPED}`;
  const machine = machineKey();
  if (machine === null) {
    if (!existsSync(bare) && existsSync(wrapped))
      throw otherMachine(`${wrapped} is wrapped, and this machine was handed no key to read it`);
    if (!existsSync(bare)) writeDurably(bare, make());
    return readFileSync(bare);
  }
  const read = existsSync(wrapped) ? machine.unwrap(purpose, readFileSync(wrapped)) : null;
  if (read === null && existsSync(wrapped) && !existsSync(bare))
    throw otherMachine(`${wrapped} was wrapped on another machine, or altered`);
  // Put back bare from a copy, or written before the machine had a key.
  const secret = read ?? (existsSync(bare) ? readFileSync(bare) : Buffer.from(make()));
  if (read === null) writeDurably(wrapped, machine.wrap(purpose, secret));
  if (existsSync(bare)) {
    rmSync(bare);
    syncFolder(folder);
  }
  return secret;
};

export const hasSecret = (dataFolder: string, name: string): boolean =>
  [name, `${name}${WRAPPED}`].some((each) => existsSync(join(keysIn(dataFolder), each)));

/** One secret takes another's place, in one step; of both purposes alike. */
export const moveSecret = (dataFolder: string, from: string, to: string): void => {
  const folder = keysIn(dataFolder);
  const ending = existsSync(join(folder, `${from}${WRAPPED}`)) ? WRAPPED : '';
  renameSync(join(folder, `${from}${ending}`), join(folder, `${to}${ending}`));
  if (ending !== '') rmSync(join(folder, to), { force: true });
  syncFolder(folder);
};

export const dropSecret = (dataFolder: string, name: string): void => {
  if (!hasSecret(dataFolder, name)) return;
  for (const each of [name, `${name}${WRAPPED}`])
    rmSync(join(keysIn(dataFolder), each), { force: true });
  syncFolder(keysIn(dataFolder));
};
