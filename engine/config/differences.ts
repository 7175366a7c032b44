import type { Difference } from '../../contract/technician-settings.ts';

type Json = unknown;
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: Json): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** Personal or secret, or of nobody's interest: that it changes is said, not how. */
const HIDDEN = new Set(['technicians']);

/** Every leaf in which two configurations differ, in the order of the new one's fields. */
export const differences = (before: Json, after: Json, path = ''): readonly Difference[] => {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return names.flatMap((name) =>
      differences(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (HIDDEN.has(path)) return [{ path, from: '…', to: '…' }];
  // A part that comes or goes is told by its leaves.
  if (isObject(after) && before === undefined) return differences({}, after, path);
  if (isObject(before) && after === undefined) return differences(before, {}, path);
  return [{ path, from: shown(before), to: shown(after) }];
};
