import { spawnSync } from 'node:child_process';

/** util-linux: the kernel itself signals the child when its parent is gone, even by SIGKILL. */
const SETPRIV = ['setpriv', '--pdeathsig', 'TERM', '--'];

let works: boolean | null = null;

/** `command` such that the process ends with this one; plainly `command` where the system has no way. */
export const boundCommand = (command: readonly string[]): [string, string[]] => {
  works ??= spawnSync(SETPRIV[0] ?? '', [...SETPRIV.slice(1), 'true']).status === 0;
  const [program = '', ...args] = works ? [...SETPRIV, ...command] : command;
  return [program, args];
};
