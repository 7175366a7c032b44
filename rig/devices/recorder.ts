import { closeSync, openSync, writeSync } from 'node:fs';
import type { Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import { createWireReader } from './wire/readers.ts';
import type { Seen } from './wire/seen.ts';
import type { SessionEntry, SessionHeader, WireKind } from './wire/session-file.ts';
import type { OnBytes } from './wire/tap.ts';

/** One piece with its time since the start. */
export type Timed = Seen & { readonly ms: number };

export type Recorder = {
  readonly onBytes: OnBytes;
  /** Writes what was held back; returns how many pieces there were. */
  readonly end: () => number;
};

/** Hides card data on a tapped wire and hands each piece on, into `file` as well where there is one. */
export const createRecorder = (deps: {
  readonly clock: Clock;
  readonly wire: WireKind;
  readonly role: DeviceRole;
  readonly file: string | null;
  readonly onSeen: (seen: Timed) => void;
}): Result<Recorder, string> => {
  const { clock, file } = deps;
  let fd: number | null = null;
  const header: SessionHeader = {
    session: 1,
    wire: deps.wire,
    role: deps.role,
    startedAt: new Date(clock.wallMs()).toISOString(),
  };
  const write = (line: object): void => {
    if (fd !== null) writeSync(fd, `${JSON.stringify(line)}\n`);
  };
  try {
    // Never over an older session.
    if (file !== null) fd = openSync(file, 'wx', 0o600);
    write(header);
  } catch (cause) {
    return fail((cause as Error).message);
  }

  const reader = createWireReader(deps.wire);
  const startMs = clock.monotonicMs();
  let pieces = 0;
  const keep = (seen: readonly Seen[]): void => {
    const ms = Number((clock.monotonicMs() - startMs).toFixed(3));
    for (const piece of seen) {
      pieces += 1;
      const hex = Buffer.from(piece.bytes).toString('hex');
      write({ ms, towards: piece.towards, hex } satisfies SessionEntry);
      deps.onSeen({ ...piece, ms });
    }
  };
  return ok({
    onBytes: (towards, bytes) => {
      keep(reader.push(towards, bytes));
    },
    end: () => {
      keep(reader.flush());
      if (fd !== null) closeSync(fd);
      fd = null;
      return pieces;
    },
  });
};
