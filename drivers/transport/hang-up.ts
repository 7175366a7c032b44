import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { LinuxPortBinding } from '@serialport/bindings-cpp';
import { unixRead } from '@serialport/bindings-cpp/dist/unix-read.js';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);

/** serialport reads with VMIN 1 and without blocking, so that nothing read is never "nothing yet". */
const readOrHangUp = (async (fd: number, buffer: Buffer, offset, length, position) => {
  const result = await readAsync(fd, buffer, offset, length, position);
  if (result.bytesRead > 0) return result;
  throw Object.assign(new Error('the device has hung up'), { code: 'ENXIO' });
}) as typeof readAsync;

/**
 * A device that has hung up is read as nothing for ever, and serialport 13 reads it again for ever, with
 * a whole processor and no event. On an open port this makes that read the port's end.
 */
export const closeOnHangUp = (open: SerialPort): void => {
  if (process.platform !== 'linux') return;
  const binding = open.port as LinuxPortBinding | undefined;
  if (binding === undefined) return;
  binding.read = (buffer, offset, length) =>
    unixRead({ binding, buffer, offset, length, fsReadAsync: readOrHangUp });
};
