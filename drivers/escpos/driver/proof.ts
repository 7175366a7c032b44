/** What proves that a receipt came out, and how long to wait for it (digest §13, §15). */
import type { Clock } from '../../../contract/clock.ts';
import type { PrintJob } from '../../receipt-printer.ts';
import { concatBytes } from '../codec/bytes.ts';
import { feedAndCut, fence } from '../codec/commands.ts';
import { presentTicket } from '../codec/presenter.ts';
import { answeredFence } from '../codec/replies.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { PrinterLink } from './link.ts';
import type { Monitor } from './monitor.ts';
import { printingMs } from './time-limit.ts';

const SLACK_MS = 5_000;
/** The way through a presenter on top. */
const PRESENTING_MS = 5_000;

export type Proof = {
  /** Sent behind the content: what cuts, hands out and asks. */
  readonly ending: Uint8Array;
  /** Says that the ending is about to be sent. */
  begin(): void;
  proven(): boolean;
  /** False: nothing will ever prove it, the wait is only for faults. */
  readonly possible: boolean;
  /** From the last byte on, ms. */
  readonly limitMs: number;
  stop(): void;
};

type Tools = {
  readonly link: PrinterLink;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly profile: PrinterProfile;
  readonly bytesPerSecond: number;
  readonly nextFence: () => string;
};

/** The printer answers when its turn comes. */
const byFence = ({ link, profile, nextFence }: Tools, limitMs: number): Proof => {
  // One fence for the content and one for the cut: whether the second waits for the blade differs
  // by model, and the newest answer implies the older one (digest §13).
  const [content, cut] = [nextFence(), nextFence()];
  let answered: string | null = null;
  const stop = link.onReply((reply) => {
    answered = answeredFence(reply) ?? answered;
  });
  return {
    ending: concatBytes([fence(content), feedAndCut(profile.cut), fence(cut)]),
    begin: () => undefined,
    proven: () => answered === cut,
    possible: true,
    limitMs: limitMs + SLACK_MS,
    stop,
  };
};

/** The sensor in the mouth sees it: nothing but this job was there to be handed out. */
const byTicket = (
  { monitor, profile }: Tools,
  presenter: NonNullable<PrinterProfile['presenter']>,
  limitMs: number,
): Proof => {
  let begun = false;
  let seen = false;
  const stop = monitor.onSensors(({ ticketPresent }) => {
    seen ||= begun && ticketPresent;
  });
  return {
    ending: concatBytes([feedAndCut(profile.cut), presentTicket(presenter.presentSteps)]),
    begin: () => {
      begun = true;
    },
    // Taken while the motor still ran is as good.
    proven: () => seen && !(monitor.sensors.ticketPresent && monitor.sensors.moving),
    possible: true,
    limitMs: limitMs + SLACK_MS + PRESENTING_MS,
    stop,
  };
};

const none = ({ profile }: Tools, limitMs: number): Proof => ({
  ending: feedAndCut(profile.cut),
  begin: () => undefined,
  proven: () => false,
  possible: false,
  limitMs,
  stop: () => undefined,
});

export const createProof = (tools: Tools, job: PrintJob): Proof => {
  const { profile } = tools;
  const limitMs = printingMs(job.bands, profile, tools.bytesPerSecond);
  if (profile.answersFence) return byFence(tools, limitMs);
  return profile.presenter === null
    ? none(tools, limitMs)
    : byTicket(tools, profile.presenter, limitMs);
};
