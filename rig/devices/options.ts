import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { languageSchema, type Language } from '../../contract/language.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import { filled, wordsIn, type Words } from './texts.ts';

export const COMMANDS = [
  'list',
  'status',
  'print-test',
  'scan',
  'pay-test',
  'monitor',
  'record',
  'replay',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const ROLES = [
  'terminal',
  'printer',
  'scanner',
  'idReader',
  'magstripe',
  'smartCard',
  'cabinet',
] as const satisfies readonly DeviceRole[];

export type DevicesOptions = {
  readonly command: CommandName | 'help';
  readonly language: Language;
  readonly json: boolean;
  readonly config: string | null;
  readonly role: DeviceRole | null;
  /** Of `record` and `replay`, or `--record`. */
  readonly file: string | null;
  readonly link: string | null;
  readonly seconds: number | null;
  readonly fils: number | null;
  readonly yes: boolean;
  readonly nv: boolean;
  readonly fast: boolean;
  readonly sys: string;
  readonly dev: string;
};

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      lang: { type: 'string', default: 'en' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      role: { type: 'string' },
      record: { type: 'string' },
      link: { type: 'string' },
      seconds: { type: 'string' },
      fils: { type: 'string' },
      yes: { type: 'boolean', default: false },
      nv: { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      sys: { type: 'string', default: '/sys' },
      dev: { type: 'string', default: '/dev' },
    },
  });
type Parsed = ReturnType<typeof parse>;

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
  (names as readonly string[]).includes(name);

const NOTHING = '–';
const shown = (found: string | undefined): string =>
  found === undefined ? NOTHING : JSON.stringify(found.slice(0, 80));

/** A whole number within limits; `null` where nothing was said. */
const whole = (text: string | undefined, most: number): number | null | undefined => {
  if (text === undefined) return null;
  const value = /^[0-9]{1,9}$/u.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
};

/** Names after the command: `monitor ROLE`, `record ROLE FILE`, `replay FILE`. */
const namesOf = (command: CommandName, rest: readonly string[]) => {
  if (command === 'monitor') return { role: rest[0], file: undefined, most: 1 };
  if (command === 'record') return { role: rest[0], file: rest[1], most: 2 };
  if (command === 'replay') return { role: undefined, file: rest[0], most: 1 };
  return { role: undefined, file: undefined, most: 0 };
};

const WANT_ROLE: readonly CommandName[] = ['monitor', 'record'];
const WANT_FILE: readonly CommandName[] = ['record', 'replay'];
const MOST_FILS = 1_000_000;
const MOST_SECONDS = 86_400;

const read = (
  { values, positionals }: Parsed,
  language: Language,
  words: Words,
): Result<DevicesOptions, string> => {
  const bad = (option: string, found: string | undefined, allowed: string) =>
    fail(filled(words.usage.bad, { option, found: shown(found), allowed }));
  const [name, ...rest] = positionals;
  const isHelp = values.help || name === undefined || name === 'help';
  if (!isHelp && !isOneOf(COMMANDS, name))
    return fail(filled(words.usage.noCommand, { name: shown(name) }));
  const command: DevicesOptions['command'] = !isHelp && isOneOf(COMMANDS, name) ? name : 'help';
  const named = command === 'help' ? { most: 9 } : namesOf(command, rest);
  const surplus = rest[named.most];
  if (surplus !== undefined) return bad(name ?? '', surplus, NOTHING);

  const role = ('role' in named ? named.role : undefined) ?? values.role ?? null;
  if (role !== null && !isOneOf(ROLES, role)) return bad('ROLE', role, ROLES.join(', '));
  const file = ('file' in named ? named.file : undefined) ?? values.record ?? null;
  if (command !== 'help' && WANT_ROLE.includes(command) && role === null)
    return bad('ROLE', undefined, ROLES.join(', '));
  if (command !== 'help' && WANT_FILE.includes(command) && file === null)
    return bad('FILE', undefined, 'FILE');
  if (command === 'replay' && values.link === undefined) return bad('--link', undefined, 'PATH');
  const seconds = whole(values.seconds, MOST_SECONDS);
  if (seconds === undefined) return bad('--seconds', values.seconds, `1–${String(MOST_SECONDS)}`);
  const fils = whole(values.fils, MOST_FILS);
  if (fils === undefined || (command === 'pay-test' && fils === null))
    return bad('--fils', values.fils, `1–${String(MOST_FILS)}`);
  return ok({
    command,
    language,
    json: values.json,
    config: values.config ?? null,
    role,
    file: file === null ? null : resolve(file),
    link: values.link === undefined ? null : resolve(values.link),
    seconds,
    fils,
    yes: values.yes,
    nv: values.nv,
    fast: values.fast,
    sys: values.sys,
    dev: values.dev,
  });
};

/** The command line as options, or what is wrong with it: what was found, what is allowed. */
export const readDevicesOptions = (args: readonly string[]): Result<DevicesOptions, string> => {
  let parsed: Parsed;
  try {
    parsed = parse(args);
  } catch (cause) {
    return fail((cause as Error).message);
  }
  const language = languageSchema.safeParse(parsed.values.lang);
  return language.success
    ? read(parsed, language.data, wordsIn(language.data))
    : fail(`--lang: ${shown(parsed.values.lang)}; ar, en`);
};
