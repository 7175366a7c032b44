import { createServer } from 'node:net';
import { stat } from 'node:fs/promises';
import type { Result } from '../../contract/result.ts';
import { fail, ok } from '../../contract/result.ts';
import type { ByteTransport, OpenProblem, OpenTransport } from './transport.ts';

/** Start of the names under which devices are held, as `/proc/net/unix` shows them behind an `@`. */
export const HOLD_PREFIX = 'khidma/device/';

/** Lets go; a second call does nothing. */
export type Release = () => void;

/**
 * Holds `name` for this process, on this machine: an abstract socket, which the kernel takes away
 * however the process ends. `null`: somebody holds it already, perhaps this process.
 */
export const hold = (name: string): Promise<Release | null> => {
  if (process.platform !== 'linux') return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => {
      resolve(null);
    });
    server.listen({ path: `\0${HOLD_PREFIX}${name}`, exclusive: true }, () => {
      server.unref();
      resolve(() => {
        server.close();
      });
    });
  });
};

/** One name for a device node, whatever symlink led to it; `null` where there is nothing. */
export const holdNameOf = async (path: string): Promise<string | null> => {
  try {
    const { rdev, dev, ino } = await stat(path);
    return rdev === 0 ? `file:${String(dev)}:${String(ino)}` : `node:${String(rdev)}`;
  } catch {
    return null;
  }
};

const inUse = (where: string): OpenProblem => ({
  code: 'inUse',
  where,
  detail: 'another process holds it',
});

/** Opens only what nobody else holds, and holds it until the transport is closed for whatever reason. */
export const openExclusively = async (
  name: string,
  where: string,
  open: OpenTransport,
): Promise<Result<ByteTransport, OpenProblem>> => {
  const release = await hold(name);
  if (release === null) return fail(inUse(where));
  const opened = await open();
  if (!opened.ok) {
    release();
    return opened;
  }
  opened.value.onClose(release);
  if (!opened.value.isOpen) release();
  return ok(opened.value);
};
