import { execFile } from 'node:child_process';
import { RigProblem } from './rig-problem.ts';

const LIMIT_MS = 240_000;
const MOST_BYTES = 64 * 1024 * 1024;
const TAIL = 1_500;

export type Ran = { readonly ok: boolean; readonly said: string; readonly out: Buffer };

/** Runs a tool to its end, in English; `said` is the end of all that it wrote. */
export const run = (command: string, args: readonly string[], cwd?: string): Promise<Ran> =>
  new Promise((resolve) => {
    const environment = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
    execFile(
      command,
      args,
      { cwd, encoding: 'buffer', timeout: LIMIT_MS, maxBuffer: MOST_BYTES, env: environment },
      (error, stdout, stderr) => {
        const words = `${stdout.toString('utf8', 0, TAIL)}\n${stderr.toString().slice(-TAIL)}`;
        const said = words.trim() === '' ? (error?.message ?? '') : words.trim();
        resolve({ ok: error === null, said, out: stdout });
      },
    );
  });

/** As `run`, for tools that must succeed; `purpose` ends the sentence "Could not …". */
export const mustRun = async (
  purpose: string,
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<Buffer> => {
  const { ok, said, out } = await run(command, args, cwd);
  if (ok) return out;
  throw new RigProblem(`Could not ${purpose}: \`${command} ${args.join(' ')}\` said:\n${said}`);
};
