import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Opens a device in another process; `said` is `open` or the code of what went wrong. */
export const openElsewhere = async (
  ...args: readonly string[]
): Promise<{
  readonly pid: number | undefined;
  readonly said: string;
  readonly end: () => Promise<void>;
}> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'open-elsewhere.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return {
    pid: child.pid,
    said: chunk.toString().trim(),
    end: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
};
