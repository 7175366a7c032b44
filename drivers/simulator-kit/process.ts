import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

/** `sysexits.h` EX_USAGE: the command line cannot be understood. */
export const EXIT_USAGE = 64;
/** Could not start for a reason outside the command line. */
export const EXIT_UNAVAILABLE = 69;

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Reads `--name value` and `--flag` options; unknown or missing ones give a sentence. */
export const readOptions = (
  argv: readonly string[],
  names: { readonly required: readonly string[]; readonly optional: readonly string[] },
  flags: readonly string[] = [],
): Result<Options, string> => {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of [...names.required, ...names.optional]) options[name] = { type: 'string' };
  for (const name of flags) options[name] = { type: 'boolean' };
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true });
    const missing = names.required.filter((name) => !(name in values));
    if (missing.length > 0) return fail(`missing ${missing.map((name) => `--${name}`).join(', ')}`);
    return ok(values as Options);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

/** A whole number of milliseconds or bytes ≥ 0, or `fallback` where the option is absent. */
export const readCount = (
  options: Options,
  name: string,
  fallback: number,
): Result<number, string> => {
  const text = options[name];
  if (text === undefined) return ok(fallback);
  const value = Number(text);
  if (typeof text !== 'string' || !/^[0-9]{1,9}$/u.test(text))
    return fail(`--${name} wants a whole number, not ${String(text)}`);
  return ok(value);
};

export const endWith = (code: number, sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
};

/** Announces readiness on stdout, then runs `close` once on SIGTERM or SIGINT and ends. */
export const serveUntilSignal = (
  ready: Readonly<Record<string, unknown>>,
  close: () => Promise<void>,
): void => {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => endWith(1, String(error)),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
};
