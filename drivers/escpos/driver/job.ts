/** One receipt on its way to paper. */
import type { Clock } from '../../../contract/clock.ts';
import type { PrintJob, PrintOutcome } from '../../receipt-printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { concatBytes } from '../codec/bytes.ts';
import { feedAndCut, fence } from '../codec/commands.ts';
import { answeredFence } from '../codec/replies.ts';
import { jobSetup } from '../codec/setup.ts';
import { faultOf, refusalOf, type Failure } from './condition.ts';
import type { PrinterLink } from './link.ts';
import type { Monitor } from './monitor.ts';
import { confirmationLimitMs } from './time-limit.ts';

/** Between two looks at a printer that is busy printing. */
const LOOK_MS = 400;
/** How long XOFF may hold a job. */
const HOLD_MS = 20_000;
/** How long a hot head may stretch the wait for the fence. */
const COOLING_MS = 60_000;

export type JobTools = {
  readonly link: PrinterLink;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly profile: PrinterProfile;
  readonly bytesPerSecond: number;
  /** The next process id, four digits. */
  readonly nextFence: () => string;
};

/** The outcome, and what it leaves behind. */
export type JobEnd = {
  readonly outcome: PrintOutcome;
  /** Bytes may still sit in the printer: they must be discarded before anything else. */
  readonly dirty: boolean;
  /** Uncut ink may hang from the mouth. */
  readonly hanging: boolean;
};

type Stop =
  | { readonly why: 'fault'; readonly failure: Failure }
  | { readonly why: 'silent' | 'closed' | 'stuck' };

export const runJob = async (
  tools: JobTools,
  job: PrintJob,
  /** An older piece hangs from the mouth: cut it off first. */
  hanging: boolean,
): Promise<JobEnd> => {
  const { link, monitor, clock, profile } = tools;
  let inkSent = false;

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

  /** The newest fence answered; watched from the start, as it may come while we ask for the status. */
  let answered: string | null = null;
  const stopWatching = link.onReply((reply) => {
    answered = answeredFence(reply) ?? answered;
  });

  const awaitFence = async (id: string, limitMs: number): Promise<Stop | null> => {
    const start = clock.monotonicMs();
    for (;;) {
      if (answered === id) return null;
      const cooling = monitor.sensors.autoRecoverable ? COOLING_MS : 0;
      const left = start + limitMs + cooling - clock.monotonicMs();
      if (left <= 0) return (await look()) ?? { why: 'stuck' };
      const heard = await link.expect(
        (reply) => (reply.kind === 'block' || reply.kind === 'asb' ? true : null),
        Math.min(LOOK_MS, left),
      );
      const stop = heard === null ? await look() : stopNow();
      if (stop !== null && answered !== id) return stop;
    }
  };

  const outcomeOf = (stop: Stop, emptied: boolean): PrintOutcome => {
    if (!inkSent) {
      const reason =
        stop.why === 'fault' ? stop.failure : stop.why === 'closed' ? 'notConnected' : 'offline';
      return { status: 'failed', reason, partial: false };
    }
    if (stop.why === 'closed') return { status: 'unknown', reason: 'linkLost' };
    // Where the rest could not be thrown away it may still come out: not a plain failure.
    return stop.why === 'fault' && emptied
      ? { status: 'failed', reason: stop.failure, partial: true }
      : { status: 'unknown', reason: 'noConfirmation' };
  };

  const stopped = async (stop: Stop): Promise<JobEnd> => {
    const emptied = profile.canDiscard && link.isOpen() && (await link.discard());
    return { outcome: outcomeOf(stop, emptied), dirty: !emptied, hanging: hanging || inkSent };
  };

  const run = async (): Promise<Stop | null> => {
    const seen = await monitor.askAll();
    if (!seen.ok) return { why: seen.error };
    const refusal = refusalOf(seen.value);
    if (refusal !== null) return { why: 'fault', failure: refusal };

    const setup = [jobSetup(profile), ...(hanging ? [feedAndCut(profile.cut)] : [])];
    let stop = await send(concatBytes(setup), false);
    if (stop !== null) return stop;
    hanging = false;
    for (const band of job.bands) {
      stop = await send(band, true);
      if (stop !== null) return stop;
    }
    // One fence for the content and one for the cut: whether the second waits for the blade differs
    // by model, and the newest answer implies the older one (digest §13).
    const [content, cut] = [tools.nextFence(), tools.nextFence()];
    const ending = profile.answersFence
      ? [fence(content), feedAndCut(profile.cut), fence(cut)]
      : [feedAndCut(profile.cut)];
    stop = await send(concatBytes(ending), true);
    if (stop !== null) return answered === cut ? null : stop;
    return awaitFence(cut, confirmationLimitMs(job.bands, profile, tools.bytesPerSecond));
  };

  try {
    const stop = await run();
    return stop === null
      ? { outcome: { status: 'printed' }, dirty: false, hanging: false }
      : await stopped(stop);
  } finally {
    stopWatching();
  }
};
