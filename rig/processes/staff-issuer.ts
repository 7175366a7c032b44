import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleFile } from '../staff/console-file.ts';
import { startChild } from './child.ts';
import type { RigPaths } from './paths.ts';
import { RigError } from './rig-error.ts';

/**
 * Starts the default issuer for staff with its log in `logs/staff.log`; gives the file with which central
 * offers the operators' page. Rejects with `RigError`.
 */
export const startStaffIssuer = async (
  program: string,
  paths: RigPaths,
  undo: (() => void | Promise<void>)[],
): Promise<string> => {
  const started = await startChild({
    name: 'The issuer for staff',
    program,
    args: ['--port', '0'],
    logFile: join(paths.logs, 'staff.log'),
  });
  if (!started.ok) throw new RigError(started.error.detail);
  const child = started.value;
  undo.push(() => child.stop());
  writeFileSync(paths.console, JSON.stringify(consoleFile(String(child.ready['url'])), null, 2));
  return paths.console;
};
