/** One receipt on its way to paper. */
import type { Clock } from '../../../contract/clock.ts';
import type { PrintJob, PrintOutcome, StoredSet } from '../../receipt-printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { concatBytes } from '../codec/bytes.ts';
import { answeredKeys, askKeys, type GraphicsKey } from '../codec/graphics.ts';
import { keptSetup } from '../codec/kept-setup.ts';
import { jobSetup } from '../codec/setup.ts';
import { faultOf, refusalOf, type Failure } from './condition.ts';
import type { PrinterLink } from './link.ts';
import type { Monitor } from './monitor.ts';
import { createProof } from './proof.ts';

/** Between two looks at a printer that is busy printing. */
const LOOK_MS = 400;
/** How long XOFF may hold a job. */
const HOLD_MS = 20_000;
/** How long a hot head may stretch the wait for the proof. */
const COOLING_MS = 60_000;

export type JobTools = {
  readonly link: PrinterLink;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly profile: PrinterProfile;
  readonly bytesPerSecond: number;
  /** The next process id, four digits. */
  readonly nextFence: () => string;
  /** What the printer lists as held, for the short form; `null`: it holds nothing to rely on. */
  readonly held: StoredSet | null;
};

/** The outcome, and what it leaves behind. */
export type JobEnd = {
  readonly outcome: PrintOutcome;
  /** Bytes may still sit in the printer: they must be discarded before anything else. */
  readonly dirty: boolean;
  /** Uncut ink may hang from the mouth, or come out of a printer that cannot discard. */
  readonly hanging: boolean;
  /** Every byte of it went out. */
  readonly whole: boolean;
};

type Stop =
  | { readonly why: 'fault'; readonly failure: Failure }
  | { readonly why: 'silent' | 'closed' | 'stuck' }
  /** It should be out by now, and this printer has no way to say so. */
  | { readonly why: 'unproven' };

export const runJob = async (
  tools: JobTools,
  job: PrintJob,
  /** What cuts off an older piece that hangs from the mouth; `null`: nothing hangs. */
  scrap: Uint8Array | null,
): Promise<JobEnd> => {
  const { link, monitor, clock, profile } = tools;
  const proof = createProof(tools, job);
  let hanging = scrap !== null;
  let inkSent = false;
  let whole = false;
  const { held } = tools;
  const short = held !== null && job.short?.needs === held.name ? job.short : null;

  const stopNow = (): Stop | null => {
    if (!link.isOpen()) return { why: 'closed' };
    const failure = faultOf(monitor.sensors);
    return failure === null ? null : { why: 'fault', failure };
  };

  /** Never asks: a question inside a command would be printed as part of it (digest §1.4). */
  const hold = async (): Promise<boolean> => {
    const until = clock.monotonicMs() + HOLD_MS;
    while (stopNow() === null) {
      if (link.maySend) return true;
      const left = until - clock.monotonicMs();
      if (left <= 0) return false;
      await link.expect(
        (reply) => (reply.kind === 'flow' || reply.kind === 'asb' ? true : null),
        left,
      );
    }
    return false;
  };

  const look = async (): Promise<Stop | null> => {
    const first = await monitor.askShort();
    const seen = first.ok || first.error === 'closed' ? first : await monitor.askShort();
    return seen.ok ? stopNow() : { why: seen.error };
  };

  const send = async (bytes: Uint8Array, ink: boolean): Promise<Stop | null> => {
    const before = stopNow();
    if (before !== null) return before;
    const untouched = !inkSent;
    if (ink) inkSent = true;
    const sent = await link.write(bytes, hold);
    if (sent.ok) return look();
    if (sent.error.code === 'notSent' && untouched) inkSent = false;
    return stopNow() ?? { why: 'stuck' };
  };

  /** Watched from the start, as it may come while we ask for the status. */
  let listed: readonly GraphicsKey[] = [];
  const stopWatching = link.onReply((reply) => {
    listed = answeredKeys(reply) ?? listed;
  });

  const awaitProof = async (): Promise<Stop | null> => {
    const start = clock.monotonicMs();
    for (;;) {
      if (proof.proven()) return null;
      const cooling = monitor.sensors.autoRecoverable ? COOLING_MS : 0;
      const left = start + proof.limitMs + cooling - clock.monotonicMs();
      if (left <= 0) return (await look()) ?? { why: proof.possible ? 'stuck' : 'unproven' };
      const heard = await link.expect(
        ({ kind }) => (kind === 'block' || kind === 'asb' || kind === 'sixBytes' ? true : null),
        Math.min(LOOK_MS, left),
      );
      const stop = heard === null ? await look() : stopNow();
      if (stop !== null && !proof.proven()) return stop;
    }
  };

  const outcomeOf = (stop: Stop, emptied: boolean): PrintOutcome => {
    if (!inkSent) {
      const reason =
        stop.why === 'fault' ? stop.failure : stop.why === 'closed' ? 'notConnected' : 'offline';
      return { status: 'failed', reason, partial: false };
    }
    if (stop.why === 'closed') return { status: 'unknown', reason: 'linkLost' };
    // A rest that should have been thrown away and was not may still come out: not a plain failure. A
    // printer that never could has printed a half where bytes are missing, or no ticket has shown itself.
    const isHalf = profile.canDiscard ? emptied : !whole || profile.presenter !== null;
    return stop.why === 'fault' && isHalf
      ? { status: 'failed', reason: stop.failure, partial: true }
      : { status: 'unknown', reason: 'noConfirmation' };
  };

  const stopped = async (stop: Stop): Promise<JobEnd> => {
    if (stop.why === 'unproven') {
      return { outcome: outcomeOf(stop, false), dirty: profile.canDiscard, hanging: false, whole };
    }
    const emptied = profile.canDiscard && link.isOpen() && (await link.discard());
    return {
      outcome: outcomeOf(stop, emptied),
      dirty: profile.canDiscard && !emptied,
      hanging: hanging || inkSent,
      whole,
    };
  };

  /** Switched off and on in the middle it would have printed letters for its own characters. */
  const keptToTheEnd = (): boolean =>
    short === null || (held?.keys.every((key) => listed.includes(key)) ?? false);

  const run = async (): Promise<Stop | null> => {
    const seen = await monitor.askAll();
    if (!seen.ok) return { why: seen.error };
    const refusal = refusalOf(seen.value);
    if (refusal !== null) return { why: 'fault', failure: refusal };

    const begin = short === null ? jobSetup(profile) : keptSetup();
    let stop = await send(scrap ?? begin, false);
    if (stop !== null) return stop;
    hanging = false;
    for (const band of short?.bands ?? job.bands) {
      stop = await send(band, true);
      if (stop !== null) return stop;
    }
    proof.begin();
    const ask = short === null ? [] : [askKeys('download')];
    stop = await send(concatBytes([...ask, proof.ending]), true);
    whole = stop === null;
    if (stop === null) stop = await awaitProof();
    else if (proof.proven()) stop = null;
    return stop ?? (keptToTheEnd() ? null : { why: 'stuck' });
  };

  try {
    const stop = await run();
    return stop === null
      ? { outcome: { status: 'printed' }, dirty: false, hanging: false, whole: true }
      : await stopped(stop);
  } finally {
    stopWatching();
    proof.stop();
  }
};
