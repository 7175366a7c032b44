/** What may stand on the shell's command line. A released kiosk knows a short list and refuses the rest. */

/** Switches a packaged shell accepts: each with a value where it ends in `=`. */
const ACCEPTED_WHEN_PACKAGED: readonly string[] = [
  '--user-data-dir=',
  '--ozone-platform=',
  '--force-device-scale-factor=',
  '--disable-gpu',
];

/** Variables that would change the program before or behind our code. */
const REFUSED_VARIABLES: readonly string[] = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'LD_PRELOAD'];

export type Verdict =
  | { readonly ok: true; readonly windowed: boolean }
  | { readonly ok: false; readonly refused: string };

const acceptedWhenPackaged = (argument: string): boolean =>
  ACCEPTED_WHEN_PACKAGED.some((known) =>
    known.endsWith('=')
      ? argument.startsWith(known) && argument.length > known.length
      : argument === known,
  );

/**
 * Judges `process.argv` (first entry: the program) and the environment. Unpackaged, everything
 * Chromium knows may stand there: tests need debugging ports, developers `--windowed`.
 */
export const judgeStart = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  packaged: boolean,
): Verdict => {
  const given = argv.slice(1);
  if (!packaged) return { ok: true, windowed: given.includes('--windowed') };
  const refused =
    given.find((argument) => !acceptedWhenPackaged(argument)) ??
    REFUSED_VARIABLES.find((name) => (environment[name] ?? '') !== '');
  return refused === undefined ? { ok: true, windowed: false } : { ok: false, refused };
};
