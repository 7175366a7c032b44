import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Claims `folder` for this process until it ends, however it ends; `false` where another one has it.
 * Two processes on one embedded database would destroy it. An abstract Linux socket is the lock:
 * the kernel lets go of it with the process, so that no stale file can keep a restart out.
 */
export const claimFolder = (folder: string): Promise<boolean> => {
  if (process.platform !== 'linux') return Promise.resolve(true);
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  return new Promise((resolve, reject) => {
    const lock = createServer((socket) => socket.destroy());
    lock.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    lock.listen(`\0khidma-central-${name}`, () => {
      lock.unref();
      resolve(true);
    });
  });
};
