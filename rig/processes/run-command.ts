import { RigError } from './rig-error.ts';

/** sysexits: the command line cannot be understood. */
export const EXIT_USAGE = 64;

export type Command = {
  /** Runs once at the end, whatever ends the command. */
  readonly onEnd: (step: () => Promise<void>) => void;
  /** Aborts at Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
};

/**
 * Runs a command to its exit code. Ctrl-C, SIGTERM and failures all end by undoing what it did;
 * a `RigError` is told in its own words, anything else is a bug and told with its stack.
 */
export const runCommand = async (run: (command: Command) => Promise<number>): Promise<never> => {
  const steps: (() => Promise<void>)[] = [];
  const interruption = new AbortController();
  let ending: Promise<void> | null = null;
  const undo = async (): Promise<void> => {
    // One that fails must not keep the others from being undone.
    for (const step of steps.reverse()) {
      await step().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
      });
    }
  };
  const end = async (code: number): Promise<never> => {
    await (ending ??= undo());
    process.exit(code);
  };
  const failed = (error: unknown): Promise<never> => {
    const known = error instanceof RigError;
    const text = known ? error.message : error instanceof Error ? error.stack : String(error);
    if (!interruption.signal.aborted) console.error(text);
    return end(known ? error.exitCode : 70);
  };
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption.abort();
    end(signal === 'SIGINT' ? 130 : 143).catch(failed);
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const command = {
    onEnd: (step: () => Promise<void>) => void steps.push(step),
    interrupted: interruption.signal,
  };
  try {
    return await end(await run(command));
  } catch (error) {
    return failed(error);
  }
};
