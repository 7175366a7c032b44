/** What is wrong with a file that people write, in words they can act on. */
import type { z } from 'zod';

/** One thing wrong in the file: where, what stands there, what may stand there. */
export type FieldFault = {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
};

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

/** Every fault that a schema found in `value`. */
export const faultsOf = (error: z.ZodError, value: unknown): readonly FieldFault[] =>
  error.issues.map((issue) => ({
    field: issue.path.length === 0 ? '(the file)' : issue.path.map(String).join('.'),
    found: show(valueAt(value, issue.path)),
    allowed: allowedBy(issue),
  }));

export const faultLine = ({ field, found, allowed }: FieldFault): string =>
  `  ${field}: found ${found}; allowed: ${allowed}`;
