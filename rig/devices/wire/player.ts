import type { Clock } from '../../../contract/clock.ts';
import type { Seen, WireReader } from './seen.ts';
import type { SessionEntry } from './session-file.ts';

export type Played =
  | { readonly kind: 'equal'; readonly bytes: number }
  /** The driver wrote something else at that byte of what it wrote. */
  | {
      readonly kind: 'differs';
      readonly at: number;
      readonly expected: string;
      readonly found: string;
    }
  /** The driver fell silent with so many bytes still to come. */
  | { readonly kind: 'silent'; readonly missing: number };

export type Player = {
  /** Bytes that the driver wrote. */
  readonly hear: (bytes: Uint8Array) => void;
  readonly done: Promise<Played>;
  readonly stop: () => void;
};

const CONTEXT_BYTES = 16;

/**
 * Plays the device's side of a recorded session: what it said once the driver has written all that it had
 * written before, and after the pause that was there. Bytes are compared as recorded, card data hidden.
 */
export const createPlayer = (deps: {
  readonly clock: Clock;
  readonly entries: readonly SessionEntry[];
  readonly wire: WireReader;
  readonly say: (bytes: Uint8Array) => void;
  /** Silence of the driver after which it is given up. */
  readonly patienceMs: number;
  /** 1: pauses as recorded; 0: none. */
  readonly pace: number;
}): Player => {
  const { clock, entries, wire } = deps;
  const expected = Buffer.concat(
    entries.filter(({ towards }) => towards === 'device').map(({ hex }) => Buffer.from(hex, 'hex')),
  );
  let found: Uint8Array = new Uint8Array();
  let next = 0;
  let due = 0;
  let waiting = (): void => undefined;
  let finish: (played: Played) => void = () => undefined;
  const done = new Promise<Played>((resolve) => {
    finish = resolve;
  });

  const end = (played: Played): void => {
    waiting();
    next = entries.length;
    finish(played);
  };

  const step = (): void => {
    waiting();
    for (;;) {
      const entry = entries[next];
      if (entry === undefined) {
        end({ kind: 'equal', bytes: found.length });
        return;
      }
      if (entry.towards === 'kiosk') {
        const pauseMs = (entry.ms - (entries[next - 1]?.ms ?? 0)) * deps.pace;
        waiting = clock.after(pauseMs, () => {
          next += 1;
          deps.say(Buffer.from(entry.hex, 'hex'));
          step();
        });
        return;
      }
      if (found.length < due + entry.hex.length / 2) {
        const missing = expected.length - found.length;
        waiting = clock.after(deps.patienceMs, () => {
          end({ kind: 'silent', missing });
        });
        return;
      }
      due += entry.hex.length / 2;
      next += 1;
    }
  };

  const take = (seen: readonly Seen[]): void => {
    if (next >= entries.length) return;
    const before = found.length;
    found = Buffer.concat([found, ...seen.map(({ bytes }) => bytes)]);
    const wrong = found.findIndex((byte, i) => i >= before && byte !== expected[i]);
    const slice = (bytes: Uint8Array): string =>
      Buffer.from(bytes.subarray(wrong, wrong + CONTEXT_BYTES)).toString('hex');
    if (wrong >= 0)
      end({ kind: 'differs', at: wrong, expected: slice(expected), found: slice(found) });
    // While the device speaks nothing is due from the driver; its pause goes on.
    else if (entries[next]?.towards === 'device') step();
  };

  step();
  return {
    hear: (bytes) => {
      take(wire.push('device', bytes));
    },
    done,
    stop: () => {
      waiting();
      next = entries.length;
    },
  };
};
