import type { Span } from './course.ts';
import { type FoundLine, SEVERITIES } from './search.ts';

const AHEAD_OF_UTC_MS = 3 * 3_600_000;

/** `2026-11-23 14:05:07.123` in Bahrain. */
const bahrainTime = (ms: number): string =>
  new Date(ms + AHEAD_OF_UTC_MS).toISOString().slice(0, 23).replace('T', ' ');

const levelName = (level: number): string =>
  Object.entries(SEVERITIES).findLast(([, number]) => number <= level)?.[0] ?? 'debug';

/** A line for people, with its line end. */
export const lineText = (line: FoundLine): string => {
  const said = Object.entries(line.fields).map(([name, value]) => `${name}=${String(value)}`);
  return `${[
    bahrainTime(line.atMs),
    levelName(line.level).padEnd(5),
    line.kioskId,
    line.event,
    ...(line.device === null ? [] : [line.device]),
    ...said,
    ...(line.paymentId === null ? [] : [`payment=${line.paymentId}`]),
    ...(line.saidAtMs === null ? [] : ['(its clock was wrong)']),
  ].join('  ')}\n`;
};

/** A payment's spans, one a line: when after its begin, how long, what came of it. */
export const courseText = (spans: readonly Span[]): string => {
  const beganMs = Math.min(...spans.map(({ startMs }) => startMs));
  return spans
    .map(({ name, parentId, startMs, endMs, failed, outcome }) => {
      const after = `+${String(startMs - beganMs)} ms`.padStart(12);
      const lasted = `${String(endMs - startMs)} ms`.padStart(12);
      const said = `${outcome ?? ''}${failed ? ' !' : ''}`;
      return `${after} ${lasted}  ${parentId === null ? '' : '  '}${name}: ${said}\n`;
    })
    .join('');
};
