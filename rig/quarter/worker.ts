import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { boundCommand } from '../processes/bound-command.ts';
import { RigError } from '../processes/rig-error.ts';

export type Worker<Message> = {
  /** Sends a message and resolves to the first answer that `fits`; others go to `onOther`. */
  readonly ask: (
    message: object | null,
    fits: (answer: Message) => boolean,
    onOther?: (answer: Message) => void,
  ) => Promise<Message>;
  readonly stop: () => Promise<void>;
};

/** One of the quarter's own programs, spoken to over Node's IPC; its complaints go to `logFile`. */
export const startWorker = <Message>(
  program: string,
  args: readonly string[],
  logFile: string,
): Worker<Message> => {
  const log = openSync(logFile, 'a', 0o600);
  const path = new URL(program, import.meta.url).pathname;
  const [command, commandArgs] = boundCommand([process.execPath, path, ...args]);
  const child = spawn(command, commandArgs, {
    detached: true,
    stdio: ['ignore', 'ignore', log, 'ipc'],
  });
  closeSync(log);
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  return {
    ask: (message, fits, onOther = () => undefined) =>
      new Promise((resolve, reject) => {
        const listen = (answer: Message): void => {
          if (!fits(answer)) {
            onOther(answer);
            return;
          }
          child.off('message', listen);
          resolve(answer);
        };
        child.on('message', listen);
        void gone.then(() => {
          if (!stopping) reject(new RigError(`${program} ended; see ${logFile}`));
        });
        // Told by the callback: as an event it would end the whole command in the middle of its clearing up.
        if (message !== null)
          child.send(message, (error) => {
            if (error !== null && !stopping)
              reject(new RigError(`${program} is not there: ${error.message}`));
          });
      }),
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      await gone;
    },
  };
};
