import { createHash } from 'node:crypto';
import { z } from 'zod';
import { sleep, type Clock } from '../../contract/clock.ts';
import { paymentIdSchema, type PaymentId } from '../../contract/ids.ts';
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

  /** True when central has it, or holds another under that name for ever; anything else is sent again. */
  const sent = async (what: string, answer: GatewayAnswer<unknown>): Promise<boolean> => {
    const said = await answer;
    if (said.ok) return true;
    const { error } = said;
    notBeforeMs = clock.monotonicMs() + AFTER_FAILURE_MS;
    if (error.kind !== 'problem') return false;
    deps.log('report.refused', { what, code: error.code });
    return error.code === 'documentDiffers';
  };

  const tellDays = async (): Promise<boolean> => {
    for (const report of book.unsent()) {
      if (isStopping()) return false;
      if (!(await sent('day', gateway.reportDay(report.number, report)))) return false;
      book.sent(report.number);
    }
    return true;
  };

  const tellEvidence = async (): Promise<boolean> => {
    const ids = [...told.keys()].map((id) => paymentIdSchema.parse(id));
    for (const evidence of allEvidence(deps, ids)) {
      const id: PaymentId = evidence.paymentId;
      const fingerprint = hash(JSON.stringify(evidence));
      if (told.get(id) === fingerprint) continue;
      if (isStopping()) return false;
      if (!(await sent('evidence', gateway.reportEvidence(id, evidence)))) return false;
      const next = new Map(told);
      if (evidence.question === 'over') next.delete(id);
      else next.set(id, fingerprint);
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
      await sent('answer', gateway.answerCommand(command.commandId, answer));
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
