import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/** A pseudo-terminal at `path` whose far end is this process, and which can be stopped dead. */
export type Cable = {
  readonly path: string;
  /** Bytes from the far end; resolves when they lie in the terminal to be read. */
  readonly say: (bytes: Uint8Array) => Promise<void>;
  /** The next `count` bytes that arrive at the far end. */
  readonly hear: (count: number) => Promise<number[]>;
  /** Nobody takes anything any more, and nobody says why. */
  readonly freeze: () => void;
  readonly pull: () => Promise<void>;
};

export const plugCable = async (path: string): Promise<Cable> => {
  const socat: ChildProcess = spawn(
    'socat',
    ['-d', '-d', '-d', `PTY,link=${path},raw,echo=0`, 'STDIO'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const { stdin, stdout, stderr } = socat;
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
  stdin.on('error', () => undefined);
  const logged = (text: string): Promise<void> =>
    new Promise((resolve) => {
      let log = '';
      const listen = (chunk: Buffer): void => {
        log += chunk.toString();
        if (!log.includes(text)) return;
        stderr.off('data', listen);
        stderr.resume();
        resolve();
      };
      stderr.on('data', listen);
    });
  await logged('starting data transfer');

  return {
    path,
    say: async (bytes) => {
      const passed = logged(`transferred ${String(bytes.length)} bytes`);
      stdin.write(bytes);
      await passed;
    },
    hear: (count) =>
      new Promise((resolve) => {
        const bytes: number[] = [];
        const listen = (chunk: Buffer): void => {
          for (const byte of chunk) bytes.push(byte);
          if (bytes.length < count) return;
          stdout.off('data', listen);
          resolve(bytes);
        };
        stdout.on('data', listen);
      }),
    freeze: () => {
      socat.kill('SIGSTOP');
    },
    pull: async () => {
      rmSync(path, { force: true });
      if (socat.exitCode !== null || socat.signalCode !== null) return;
      const exited = once(socat, 'exit');
      socat.kill('SIGKILL');
      await exited;
    },
  };
};
