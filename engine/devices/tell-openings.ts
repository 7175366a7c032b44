import type { Result } from '../../contract/result.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { Log } from '../log.ts';
import type { DeviceRole } from './open-link.ts';

/** The same way to open, with a line in the log whenever its outcome is another than the last. */
export const tellOpenings = <T>(
  role: DeviceRole,
  connect: () => Promise<Result<T, OpenProblem>>,
  log: Log,
): (() => Promise<Result<T, OpenProblem>>) => {
  let last = '';
  return async () => {
    const opened = await connect();
    const now = opened.ok ? 'opened' : JSON.stringify(opened.error);
    if (opened.ok && now !== last) log('device.opened', { role });
    if (!opened.ok && now !== last) log('device.notOpened', { role, ...opened.error });
    last = now;
    return opened;
  };
};
