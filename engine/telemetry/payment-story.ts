import { createHash } from 'node:crypto';
import { FINAL_STATES } from '../../contract/payment.ts';
import type { OtlpSpan } from '../../contract/otlp.ts';
import { TRANSITIONS, type Fact, type FactType } from '../journal/facts.ts';
import type { Occurrence } from '../payments/fold.ts';
import { allowed, type HealthLine } from './allow.ts';
import { nanosOf, traceIdOf } from './encode.ts';
import type { EventRule, Level } from './vocabulary.ts';

/** Facts that are more than the usual course of things. */
const LEVEL_OF: Partial<Record<FactType, Level>> = {
  terminalReply: 'debug',
  terminalReference: 'debug',
  terminalText: 'debug',
  receiptStarted: 'debug',
  visitEnded: 'debug',
  terminalUnclear: 'warn',
  inDoubt: 'warn',
  refused: 'warn',
  refundRequested: 'warn',
  peopleAsked: 'warn',
  quarantined: 'error',
};

const DEVICE_OF: Partial<Record<FactType, string>> = {
  authorising: 'terminal',
  terminalReply: 'terminal',
  terminalReference: 'terminal',
  terminalUnclear: 'terminal',
  declined: 'terminal',
  cancelled: 'terminal',
  approved: 'terminal',
  confirmed: 'terminal',
  inDoubt: 'terminal',
  notCharged: 'terminal',
  reversing: 'terminal',
  reversed: 'terminal',
  receiptStarted: 'printer',
  receiptEnded: 'printer',
};

/** Closed lists and numbers of the facts' schema; never what a terminal, a person or a bill says. */
const FIELDS = {
  from: 'code',
  by: 'code',
  reason: 'code',
  evidence: 'code',
  verdict: 'code',
  kind: 'code',
  status: 'code',
  why: 'code',
  driver: 'code',
  code: 'number',
  resultCode: 'number',
  totalFils: 'number',
  amountFils: 'number',
  clockQuality: 'code',
  commandId: 'id',
  paymentId: 'id',
} as const;

/** A fact of the journal as a line of the log: `payment.approved`. */
export const lineOfFact = ({ paymentId, fact }: Occurrence): HealthLine | null => {
  const failed = fact.type === 'receiptEnded' && fact.status !== 'printed';
  const device = DEVICE_OF[fact.type];
  const rule: EventRule = {
    level: failed ? 'warn' : (LEVEL_OF[fact.type] ?? 'info'),
    ...(device === undefined ? {} : { device }),
    fields: FIELDS,
  };
  const plain = Object.fromEntries(
    Object.entries(fact).filter(
      ([, value]) => typeof value === 'string' || typeof value === 'number',
    ),
  ) as Record<string, string | number>;
  return allowed(`payment.${fact.type}`, { ...plain, paymentId }, rule);
};

/** What a fact begins; it lasts until the payment's state changes again. */
const BEGINS: Partial<Record<FactType, string>> = {
  authorising: 'authorise',
  approved: 'confirm',
  inDoubt: 'clarify',
  confirmed: 'post',
  reversing: 'reverse',
  refundRequested: 'refund',
};
const CLIENT = 3;
const INTERNAL = 1;
const TROUBLE: readonly FactType[] = ['inDoubt', 'refused', 'quarantined'];

const spanIdOf = (paymentId: string, name: string, seq: number): string =>
  createHash('sha256')
    .update(`${paymentId}/${name}/${String(seq)}`)
    .digest('hex')
    .slice(0, 16);

/** A span that has ended, and the fact's number that ended it. */
export type EndedSpan = { readonly seq: number; readonly span: OtlpSpan };

type Phase = { readonly name: string; readonly seq: number; readonly atMs: number };

/**
 * The spans of one payment's facts: the payment itself and in it authorise, confirm, clarify, post, print,
 * reverse, refund. Pure: the same facts give the same ids, after a restart too.
 */
export const spansOf = (history: readonly Occurrence[]): readonly EndedSpan[] => {
  const [first] = history;
  if (first === undefined) return [];
  const root: Phase = { name: 'payment', seq: first.seq, atMs: first.atMs };
  const rootId = spanIdOf(first.paymentId, root.name, root.seq);
  const ended: EndedSpan[] = [];
  const end = (phase: Phase, by: Occurrence, failed: boolean, outcome: string): void => {
    const own = spanIdOf(first.paymentId, phase.name, phase.seq);
    const span: OtlpSpan = {
      traceId: traceIdOf(first.paymentId),
      spanId: own,
      ...(own === rootId ? {} : { parentSpanId: rootId }),
      name: phase.name,
      kind: phase === root || phase.name === 'clarify' ? INTERNAL : CLIENT,
      startTimeUnixNano: nanosOf(phase.atMs),
      // A wall clock that was set back meanwhile makes no negative time.
      endTimeUnixNano: nanosOf(Math.max(phase.atMs, by.atMs)),
      attributes: [{ key: 'outcome', value: { stringValue: outcome } }],
      status: { code: failed ? 2 : 0 },
    };
    ended.push({ seq: by.seq, span });
  };
  let phase: Phase | null = null;
  let printing: Phase | null = null;
  let over = false;
  for (const event of history) {
    const { fact, seq, atMs } = event;
    if (fact.type === 'receiptStarted') printing = { name: 'print', seq, atMs };
    if (fact.type === 'receiptEnded' && printing !== null) {
      end(printing, event, fact.status !== 'printed', fact.status);
      printing = null;
    }
    const { to } = TRANSITIONS[fact.type];
    if (to === 'same') continue;
    if (phase !== null) end(phase, event, TROUBLE.includes(fact.type), fact.type);
    const name: string | undefined = BEGINS[fact.type];
    phase = name === undefined ? null : { name, seq, atMs };
    if (!over && endsPayment(fact)) {
      over = true;
      end(root, event, false, fact.type);
    }
  }
  return ended;
};

const endsPayment = (fact: Fact): boolean =>
  FINAL_STATES.some((state) => state === TRANSITIONS[fact.type].to);
