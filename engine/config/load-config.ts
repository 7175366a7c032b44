import { readFileSync } from 'node:fs';
import { kioskConfigSchema, type KioskConfig } from '../../contract/config.ts';
import { faultLine, faultsOf, type FieldFault } from '../../contract/faults.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

export type ConfigProblem =
  | { readonly code: 'unreadable'; readonly path: string; readonly detail: string }
  | { readonly code: 'notJson'; readonly path: string; readonly detail: string }
  | { readonly code: 'notValid'; readonly path: string; readonly faults: readonly FieldFault[] };

/** sysexits' EX_CONFIG: the file must be corrected before anything starts. */
export const EXIT_CONFIG = 78;

const MAX_CONFIG_BYTES = 256 * 1024;

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
  return fail({ code: 'notValid', path, faults: faultsOf(parsed.error, value) });
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
        ...problem.faults.map(faultLine),
        'The allowed fields are described in schemas/kiosk.schema.json.',
      ].join('\n');
  }
};
