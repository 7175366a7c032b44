/**
 * Keeps a set of characters and pictures in the printer's memory and never believes more of it than the
 * printer lists: a missing picture would be a missing text, a missing character a wrong one.
 */
import type { StoredSet } from '../../receipt-printer.ts';
import { concatBytes } from '../codec/bytes.ts';
import { answeredKeys, askKeys } from '../codec/graphics.ts';
import { jobSetup } from '../codec/setup.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { PrinterLink } from './link.ts';

/** The list is answered when its turn comes; nothing is printed before it. */
const LIST_MS = 1_000;
/** A printer that does not list what it was given has no room for it, or no such command. */
const MOST_TRIES = 2;
const HOLD_MS = 20_000;

export type LoadEnd =
  /** Listed whole, or the printer will never hold it. */
  | 'done'
  /** Between two commands: something more urgent came. */
  | 'putOff'
  /** Within a command: the printer waits for the rest of it. */
  | 'broken';

export type StoredSetKeeper = {
  /** Worth loading. */
  readonly missing: boolean;
  /** `ESC @` was sent, or the printer may have been switched off. */
  lost(): void;
  /** Sends the whole set, asking `mayGoOn` between its bands. */
  load(mayGoOn: () => Promise<boolean>): Promise<LoadEnd>;
  /** The set named so, where the printer lists every key of it now. */
  heldAs(name: string): Promise<StoredSet | null>;
};

export const createStoredSetKeeper = (
  set: StoredSet | null,
  link: PrinterLink,
  profile: PrinterProfile,
): StoredSetKeeper => {
  // Without a discard a broken definition would swallow the beginning of the next receipt.
  const usable = set !== null && profile.canDiscard && profile.graphics.downloadGraphics;
  let held = false;
  let tries = 0;

  const hold = async (): Promise<boolean> =>
    link.maySend ||
    (await link.expect((reply) => (reply.kind === 'flow' ? true : null), HOLD_MS)) === true;

  const listed = async (keys: readonly string[]): Promise<boolean> => {
    const answer = link.expect(answeredKeys, LIST_MS);
    const sent = await link.write(askKeys('download'), hold);
    const found = new Set((await answer) ?? []);
    return sent.ok && keys.every((key) => found.has(key));
  };

  return {
    get missing() {
      return usable && !held && tries < MOST_TRIES;
    },
    lost: () => {
      held = false;
    },
    load: async (mayGoOn) => {
      if (set === null) return 'done';
      held = false;
      const [first = new Uint8Array(), ...rest] = set.bands;
      for (const band of [concatBytes([jobSetup(profile), first]), ...rest]) {
        if (!(await mayGoOn())) return 'putOff';
        if (!(await link.write(band, hold)).ok) return 'broken';
      }
      tries += 1;
      held = await listed(set.keys);
      if (held) tries = 0;
      return 'done';
    },
    heldAs: async (name) => {
      if (!usable || !held || set.name !== name) return null;
      held = await listed(set.keys);
      return held ? set : null;
    },
  };
};
