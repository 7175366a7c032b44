import type { Log } from './log.ts';
import { allowed, type HealthLine } from './telemetry/allow.ts';

export type TailLine = {
  readonly at: string;
  readonly event: string;
  readonly level: HealthLine['level'];
  readonly paymentId: string | null;
  readonly attributes: HealthLine['attributes'];
};

const MOST_LINES = 1_000;

/** The latest lines, as they may leave the kiosk: what is personal was never taken. */
export const createLogTail = (
  write: Log,
  wallMs: () => number,
): { readonly log: Log; readonly latest: () => readonly TailLine[] } => {
  const lines: TailLine[] = [];
  return {
    log: (event, fields) => {
      write(event, fields);
      const line = allowed(event, fields ?? {});
      if (line === null) return;
      lines.push({ at: new Date(wallMs()).toISOString(), ...line });
      if (lines.length > MOST_LINES) lines.splice(0, lines.length - MOST_LINES);
    },
    latest: () => [...lines],
  };
};
