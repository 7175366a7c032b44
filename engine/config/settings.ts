/** `kiosk.json` with some of its fields changed, checked as the whole file is. */
import { readFileSync } from 'node:fs';
import { kioskConfigSchema, type KioskConfig } from '../../contract/config.ts';
import { faultsOf } from '../../contract/faults.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import {
  SETTING_PATHS,
  type ProposalProblem,
  type Setting,
  type SettingPath,
} from '../../contract/technician-settings.ts';

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SECOND_MS = 1_000;
type Rule = Pick<Setting, 'kind' | 'least' | 'most'> & {
  readonly options?: readonly string[];
  /** The file's unit in ours. */
  readonly times?: number;
  /** May be left empty: then the field goes. */
  readonly optional?: boolean;
  /** Of a machine on the network. */
  readonly address?: boolean;
};

const RULES: Readonly<Record<SettingPath, Rule>> = {
  'kiosk.place.ar': { kind: 'arabicText', least: 1, most: 60 },
  'kiosk.place.en': { kind: 'text', least: 1, most: 60 },
  'kiosk.nearest.ar': { kind: 'arabicText', least: 1, most: 80, optional: true },
  'kiosk.nearest.en': { kind: 'text', least: 1, most: 80, optional: true },
  'kiosk.cardReader': {
    kind: 'choice',
    least: 0,
    most: 0,
    options: ['below', 'left', 'right'],
    optional: true,
  },
  'kiosk.panel.heightMm': { kind: 'number', least: 100, most: 2_000 },
  'kiosk.panel.lowerEdgeMm': { kind: 'number', least: 0, most: 1_800 },
  'timing.idleWarningMs': { kind: 'number', least: 1, most: 600, times: SECOND_MS },
  'timing.idleWipeMs': { kind: 'number', least: 1, most: 600, times: SECOND_MS },
  'gateway.url': { kind: 'text', least: 8, most: 300, address: true },
};

const valueAt = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (isRaw(at) ? at[name] : undefined), config);

/** `whole` with `value` at `path`; `undefined` takes the field away, and a part that it leaves empty. */
const withValue = (whole: Raw, path: readonly string[], value: unknown): Raw => {
  const [name, ...rest] = path;
  if (name === undefined) return whole;
  const { [name]: old, ...others } = whole;
  const inner = isRaw(old) ? old : {};
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  const gone = next === undefined || (isRaw(next) && Object.keys(next).length === 0);
  return gone ? others : { ...whole, [name]: next };
};

const problem = (
  code: ProposalProblem['code'],
  path: string | null = null,
  allowed: string | null = null,
): ProposalProblem => ({ code, path, allowed });

/** The fields that can be changed by hand, as they are in force. */
export const settingsOf = (config: KioskConfig): readonly Setting[] =>
  SETTING_PATHS.map((path) => {
    const { kind, least, most, times = 1, options = [] } = RULES[path];
    const value = valueAt(config, path);
    const said =
      typeof value === 'number'
        ? String(Math.round(value / times))
        : typeof value === 'string'
          ? value
          : '';
    return { path, value: said, kind, least, most, options: [...options] };
  });

/** The text of a file checked as a whole; its object, or what is wrong and where. */
export const checkedConfig = (value: unknown): Result<KioskConfig, ProposalProblem> => {
  const parsed = kioskConfigSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [fault] = faultsOf(parsed.error, value);
  const field = fault?.field ?? null;
  if (field !== null && SETTING_PATHS.some((path) => path === field)) {
    if (valueAt(value, field) === undefined) return fail(problem('missing', field));
  }
  return fail(problem('notValid', field, fault?.allowed ?? null));
};

/** Of a part that the file leaves to its defaults one field is set: the others are set as they are in force. */
const withDefaults = (before: Raw, after: Raw, paths: readonly string[]): Raw => {
  const inForce = kioskConfigSchema.safeParse(before).data;
  const parents = paths.map((path) => path.slice(0, path.lastIndexOf('.') + 1));
  return SETTING_PATHS.filter((path) => parents.some((parent) => path.startsWith(parent))).reduce(
    (whole, path) =>
      valueAt(whole, path) === undefined && !paths.includes(path)
        ? withValue(whole, path.split('.'), valueAt(inForce, path))
        : whole,
    after,
  );
};

/** `text` with these fields as somebody typed them. */
export const withSettings = (
  text: string,
  values: Partial<Record<SettingPath, string>>,
): Result<Raw, ProposalProblem> => {
  const raw: unknown = JSON.parse(text);
  if (!isRaw(raw)) return fail(problem('notJson'));
  let next = raw;
  for (const path of SETTING_PATHS) {
    const typed = values[path]?.trim();
    if (typed === undefined) continue;
    const {
      kind,
      least,
      most,
      times = 1,
      options = [],
      optional = false,
      address = false,
    } = RULES[path];
    if (typed === '' && optional) {
      next = withValue(next, path.split('.'), undefined);
      continue;
    }
    const bounds = `${String(least)} – ${String(most)}`;
    if (kind === 'number') {
      const number = Number(typed);
      if (!/^[0-9]{1,6}$/u.test(typed) || number < least || number > most)
        return fail(problem('notValid', path, bounds));
      next = withValue(next, path.split('.'), number * times);
    } else {
      const fits =
        kind === 'choice' ? options.includes(typed) : typed.length >= least && typed.length <= most;
      if (!fits)
        return fail(problem('notValid', path, kind === 'choice' ? options.join(', ') : bounds));
      if (address && !(/^https?:\/\//u.test(typed) && URL.canParse(typed)))
        return fail(problem('notValid', path, 'https://…'));
      next = withValue(next, path.split('.'), typed);
    }
  }
  const whole = withDefaults(raw, next, Object.keys(values));
  const checked = checkedConfig(whole);
  return checked.ok ? ok(whole) : checked;
};

/**
 * A file that was brought, in the place of `text`. It must be of this kiosk; who may enter here is not taken
 * from it, and never leaves with an export.
 */
export const takenOver = (text: string, brought: string): Result<Raw, ProposalProblem> => {
  let file: unknown;
  try {
    file = JSON.parse(brought);
  } catch {
    return fail(problem('notJson'));
  }
  const whole: unknown = JSON.parse(text);
  if (!isRaw(file) || !isRaw(whole)) return fail(problem('notJson'));
  if (valueAt(file, 'kiosk.id') !== valueAt(whole, 'kiosk.id'))
    return fail(problem('otherKiosk', 'kiosk.id', String(valueAt(whole, 'kiosk.id'))));
  const { technicians } = whole;
  const next = { ...exportable(file), ...(technicians === undefined ? {} : { technicians }) };
  const checked = checkedConfig(next);
  return checked.ok ? ok(next) : checked;
};

/** What may leave the kiosk on a stick: all but who may enter. */
export const exportable = (whole: Raw): Raw =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => name !== 'technicians'));

/** The same of the file at `path`; `null` where it is none. */
export const exportableFile = (path: string): Raw | null => {
  try {
    const whole: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRaw(whole) ? exportable(whole) : null;
  } catch {
    return null;
  }
};
