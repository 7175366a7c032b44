/**
 * What an earlier job left behind: bytes in the printer's buffers, ink that hangs uncut from its mouth. Nothing
 * of it may ever come out together with the next person's receipt; `docs/decisions/receipt-half-printed.md`.
 */
import { concatBytes } from '../codec/bytes.ts';
import { feed, feedAndCut, fence } from '../codec/commands.ts';
import { ejectTicket, retractTicket } from '../codec/presenter.ts';
import { answeredFence } from '../codec/replies.ts';
import { jobSetup } from '../codec/setup.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { PrinterLink } from './link.ts';
import type { PaperCounter } from './paper-fed.ts';

const MM_PER_INCH = 25.4;
/** More than any command of a receipt: ends one of which nobody knows how much had arrived. */
const LONGEST_COMMAND = 8_192;

export type Leftovers = {
  /** Bytes of an older job may sit in a printer that can throw them away. */
  readonly dirty: boolean;
  readonly hanging: boolean;
  /** Something may hang out, a cut that may still be undone included. */
  readonly toBeHandedOn: boolean;
  /** Empties the printer where that is possible; false where it did not confirm. */
  discard(): Promise<boolean>;
  /** The bytes that cut the hanging piece off; `null`: nothing hangs. */
  scrap(): Uint8Array | null;
  /** Sends them. */
  cutOff(): Promise<void>;
  /** The printer answered: what went out before the question has arrived. */
  heard(): void;
  set(left: { readonly dirty: boolean; readonly hanging: boolean }): void;
  stop(): void;
};

export const createLeftovers = (deps: {
  readonly link: PrinterLink;
  readonly profile: PrinterProfile;
  readonly paper: PaperCounter;
  readonly nextFence: () => string;
  readonly sendWhole: (bytes: Uint8Array) => Promise<boolean>;
  readonly hangingPaper: boolean;
}): Leftovers => {
  const { link, profile, paper } = deps;
  /** Bytes of an older job may sit in the printer, for all we know at a start. */
  let dirty = profile.canDiscard;
  let hanging = deps.hangingPaper;
  /** It broke off on another link: how far its last command got is not known. */
  let brokenElsewhere = deps.hangingPaper && !profile.canDiscard;
  /** The fence behind a cut that a discard would still undo; `unfenced` where the model has none. */
  let unprovenCut: string | null = null;

  const stopWatching = link.onReply((reply) => {
    if (unprovenCut !== null && answeredFence(reply) === unprovenCut) unprovenCut = null;
  });

  /** Ends a command that broke off in the middle: as dots these bytes are white, as text nothing (§2). */
  const filler = (): Uint8Array => {
    if (profile.canDiscard) return new Uint8Array();
    return new Uint8Array(brokenElsewhere ? LONGEST_COMMAND : paper.missing);
  };

  const scrap = (): Uint8Array | null => {
    if (!hanging) return null;
    const least = Math.ceil((profile.shortestPieceMm * profile.dotsPerInch) / MM_PER_INCH);
    return concatBytes([
      filler(),
      jobSetup(profile),
      feed(least),
      feedAndCut(profile.cut),
      ...(profile.presenter === null
        ? []
        : [profile.presenter.retracts ? retractTicket() : ejectTicket()]),
    ]);
  };

  return {
    get dirty() {
      return dirty;
    },
    get hanging() {
      return hanging;
    },
    get toBeHandedOn() {
      return hanging || unprovenCut !== null;
    },
    discard: async () => {
      if (!profile.canDiscard) return true;
      const mayUndo = unprovenCut !== null;
      dirty = !(await link.discard());
      hanging ||= mayUndo && unprovenCut !== null;
      unprovenCut = null;
      return !dirty;
    },
    scrap,
    cutOff: async () => {
      const bytes = scrap();
      if (bytes === null) return;
      const id = profile.answersFence ? deps.nextFence() : 'unfenced';
      unprovenCut = id;
      const ending = profile.answersFence ? [fence(id)] : [];
      hanging = !(await deps.sendWhole(concatBytes([bytes, ...ending])));
      if (!hanging) brokenElsewhere = false;
    },
    heard: () => {
      if (!profile.canDiscard && !hanging) unprovenCut = null;
    },
    set: (left) => {
      ({ dirty, hanging } = left);
      if (!hanging) brokenElsewhere = false;
    },
    stop: stopWatching,
  };
};
