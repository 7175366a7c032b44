/** What the command-line tools beside the service share: options, the database, and leaving with a reason. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { openDatabase } from './database/open.ts';
import type { Database } from './database/schema.ts';

export const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;

export const leave = (code: number, text: string): never => {
  process.stderr.write(`${text.trimEnd()}\n`);
  process.exit(code);
};

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** The options of a command line; anything unknown ends with the usage. */
export const readCli = (
  options: NonNullable<ParseArgsConfig['options']>,
  usage: string,
): { readonly values: Values; readonly positionals: readonly string[] } => {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    return leave(EXIT_USAGE, `${error instanceof Error ? error.message : ''}\n\n${usage}`);
  }
};

/** A text option that must be there. */
export const need = (values: Values, name: string, usage: string): string => {
  const value = values[name];
  if (typeof value === 'string' && value !== '') return value;
  return leave(EXIT_USAGE, `--${name} is missing\n\n${usage}`);
};

/** `DATABASE_URL`, or the embedded database in `--data` of a service that is not running. */
export const openForCli = async (values: Values, usage: string): Promise<Database> => {
  const url = process.env['DATABASE_URL'];
  const data = values['data'];
  if ((url === undefined || url === '') && typeof data !== 'string')
    return leave(EXIT_USAGE, `DATABASE_URL or --data must say where the database is\n\n${usage}`);
  const opened = await openDatabase(
    {
      url: url === '' ? undefined : url,
      dataDir: typeof data === 'string' ? data : '',
      production: process.env['NODE_ENV'] === 'production',
    },
    (error) => process.stderr.write(`a database connection broke: ${error.name}\n`),
  );
  return opened.ok
    ? opened.value
    : leave(EXIT_CONFIG, `the database cannot be opened: ${opened.error}`);
};
