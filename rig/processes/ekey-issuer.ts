import { join } from 'node:path';
import { startChild } from './child.ts';
import type { RigPaths } from './paths.ts';
import { RigError } from './rig-error.ts';

/** Starts the default eKey issuer with its log in `logs/ekey.log`; gives its address. Rejects with `RigError`. */
export const startEKeyIssuer = async (
  program: string,
  paths: RigPaths,
  undo: (() => void | Promise<void>)[],
): Promise<string> => {
  const started = await startChild({
    name: 'The eKey issuer',
    program,
    args: ['--port', '0'],
    logFile: join(paths.logs, 'ekey.log'),
  });
  if (!started.ok) throw new RigError(started.error.detail);
  const child = started.value;
  undo.push(() => child.stop());
  return String(child.ready['url']);
};
