import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sleep, type Clock } from '../../contract/clock.ts';
import { paymentIdSchema, type PaymentId } from '../../contract/ids.ts';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import type { Gateway, GatewayAnswer } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import type { DayBook } from './day-book.ts';
import type { Decisions } from './decisions.ts';
import { allEvidence } from './evidence.ts';

/** Central is asked for decisions, while some payment waits for one, at every second look. */
const LOOKS_BETWEEN = 2;
/** A gateway that takes no reports is left alone for so long. */
const AFTER_FAILURE_MS = 60_000;
/** What still waits for people is told anew so often, for a central that lost or closed it. */
export const TELL_AGAIN_MS = 6 * 3_600_000;
/** Only these are about the report itself; after any other answer everything waits. */
const REFUSED_FOR_GOOD: readonly GatewayProblemCode[] = [
  'badRequest',
  'documentInvalid',
  'notFound',
];

export type CentralReports = {
  /** Something may have to be told: looks at once. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

const TOLD = 'evidenceTold';
const toldSchema = z.record(z.string(), z.string());

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Tells central of closed days and of payments that only people can decide, and fetches what they
 * decided. All of it stands on the disk until central has taken it; the same report is the same for ever.
 */
export const createCentralReports = (deps: {
  readonly journal: Journal;
  readonly gateway: Pick<
    Gateway,
    'reportDay' | 'reportEvidence' | 'fetchCommands' | 'answerCommand'
  >;
  readonly online: () => boolean;
  readonly book: DayBook;
  readonly decisions: Decisions;
  readonly clock: Clock;
  readonly kioskId: string;
  /** How often it is looked for something to tell. */
  readonly everyMs: number;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): CentralReports => {
  const { journal, gateway, book, clock } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let told = new Map(Object.entries(toldSchema.parse(JSON.parse(journal.kept(TOLD) ?? '{}'))));
  let askedMs = Number.NEGATIVE_INFINITY;
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let wakeUp = new AbortController();

  const saveTold = (next: Map<string, string>): void => {
    told = next;
    journal.keep(TOLD, JSON.stringify(Object.fromEntries(next)));
  };

  type Sent = 'taken' | 'refused' | 'later';
  /** `refused`: the report itself, by a gateway that answers; it is told again after a while. */
  const send = async (what: string, answer: GatewayAnswer<unknown>): Promise<Sent> => {
    const said = await answer;
    if (said.ok) return 'taken';
    const { error } = said;
    if (error.kind === 'problem') {
      deps.log('report.refused', { what, code: error.code });
      // It holds another under that name for ever: sending it again changes nothing.
      if (error.code === 'documentDiffers') return 'taken';
      if (REFUSED_FOR_GOOD.includes(error.code)) return 'refused';
    }
    notBeforeMs = clock.monotonicMs() + AFTER_FAILURE_MS;
    return 'later';
  };
  /** By what it is, when it was told in this life: fingerprint and monotonic ms. */
  const lastTold = new Map<string, { readonly fingerprint: string; readonly atMs: number }>();
  const isFresh = (name: string, fingerprint: string): boolean => {
    const last = lastTold.get(name);
    return last?.fingerprint === fingerprint && clock.monotonicMs() - last.atMs < TELL_AGAIN_MS;
  };
  const note = (name: string, fingerprint: string): void => {
    lastTold.set(name, { fingerprint, atMs: clock.monotonicMs() });
  };

  const tellDays = async (): Promise<boolean> => {
    for (const report of book.unsent()) {
      const name = `day ${String(report.number)}`;
      const fingerprint = hash(JSON.stringify(report));
      if (isFresh(name, fingerprint)) continue; // refused a while ago: those behind it go on
      if (isStopping()) return false;
      const said = await send('day', gateway.reportDay(report.number, report));
      if (said === 'later') return false;
      if (said === 'taken') book.sent(report.number);
      else note(name, fingerprint);
    }
    return true;
  };

  const tellEvidence = async (): Promise<boolean> => {
    const ids = [...told.keys()].map((id) => paymentIdSchema.parse(id));
    for (const evidence of allEvidence(deps, ids)) {
      const id: PaymentId = evidence.paymentId;
      const fingerprint = hash(JSON.stringify(evidence));
      if (isFresh(id, fingerprint)) continue;
      if (isStopping()) return false;
      const said = await send('evidence', gateway.reportEvidence(id, evidence));
      if (said === 'later') return false;
      note(id, fingerprint);
      const next = new Map(told);
      if (evidence.question === 'over') {
        next.delete(id);
        lastTold.delete(id);
      } else next.set(id, fingerprint);
      saveTold(next);
    }
    return true;
  };

  const obeyCommands = async (): Promise<void> => {
    if (told.size === 0 || clock.monotonicMs() - askedMs < LOOKS_BETWEEN * deps.everyMs) return;
    askedMs = clock.monotonicMs();
    const found = await gateway.fetchCommands();
    if (!found.ok) return;
    for (const command of found.value.commands) {
      if (isStopping()) return;
      const answer = await deps.decisions.obey(command);
      await send('answer', gateway.answerCommand(command.commandId, answer));
    }
    // What was decided is over now: central hears of that in the same breath.
    if (found.value.commands.length > 0) await tellEvidence();
  };

  const run = async (): Promise<void> => {
    while (!isStopping()) {
      wakeUp = new AbortController();
      const due = deps.online() && clock.monotonicMs() >= notBeforeMs;
      if (due && (await tellDays()) && (await tellEvidence())) await obeyCommands();
      await sleep(clock, deps.everyMs, AbortSignal.any([wakeUp.signal, stopping.signal]));
    }
  };
  const running = run().catch(deps.onBug);

  return {
    wake: () => {
      wakeUp.abort();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
