import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { kioskConfigSchema, type KioskConfig } from '../../contract/config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

/** One thing wrong in the file: where, what stands there, what may stand there. */
export type ConfigFault = {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
};
export type ConfigProblem =
  | { readonly code: 'unreadable'; readonly path: string; readonly detail: string }
  | { readonly code: 'notJson'; readonly path: string; readonly detail: string }
  | { readonly code: 'notValid'; readonly path: string; readonly faults: readonly ConfigFault[] };

/** sysexits' EX_CONFIG: the file must be corrected before anything starts. */
export const EXIT_CONFIG = 78;

const MAX_CONFIG_BYTES = 256 * 1024;

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );

const allowedBy = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map((v) => JSON.stringify(v)).join(', ')}`;
    case 'invalid_type':
      return `a value of type ${issue.expected}`;
    case 'too_small':
      return `at least ${String(issue.minimum)}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}`;
    case 'unrecognized_keys':
      return `no field named ${issue.keys.map((k) => JSON.stringify(k)).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern !== undefined
        ? `${issue.message} (pattern ${issue.pattern})`
        : issue.message;
    default:
      return issue.message;
  }
};

/** Reads and validates `kiosk.json`. Starts nothing, writes nothing. */
export const loadConfig = (path: string): Result<KioskConfig, ConfigProblem> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return fail({ code: 'unreadable', path, detail: (cause as Error).message });
  }
  if (text.length > MAX_CONFIG_BYTES) {
    return fail({ code: 'unreadable', path, detail: `longer than ${MAX_CONFIG_BYTES} bytes` });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return fail({ code: 'notJson', path, detail: (cause as Error).message });
  }
  const parsed = kioskConfigSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return fail({
    code: 'notValid',
    path,
    faults: parsed.error.issues.map((issue) => ({
      field: issue.path.length === 0 ? '(the file)' : issue.path.map(String).join('.'),
      found: show(valueAt(value, issue.path)),
      allowed: allowedBy(issue),
    })),
  });
};

/** The problem as lines for a technician's terminal. */
export const describeConfigProblem = (problem: ConfigProblem): string => {
  switch (problem.code) {
    case 'unreadable':
      return `Cannot read the configuration ${problem.path}: ${problem.detail}`;
    case 'notJson':
      return `The configuration ${problem.path} is not JSON: ${problem.detail}`;
    case 'notValid':
      return [
        `The configuration ${problem.path} was refused; nothing was started.`,
        ...problem.faults.map((f) => `  ${f.field}: found ${f.found}; allowed: ${f.allowed}`),
        'The allowed fields are described in schemas/kiosk.schema.json.',
      ].join('\n');
  }
};
