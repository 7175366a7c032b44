import type { Clock } from '../../contract/clock.ts';
import { FROM_THE_FIRST, type JournalHead, type OwnPayment } from '../../contract/heads.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import type { Gateway } from '../gateway/client.ts';
import { recoverFromMirror, type ApprovalDeps } from '../payments/approval.ts';
import {
  paymentDocument,
  refusedLines,
  reversalDocument,
  sha256Hex,
} from '../payments/documents.ts';
import type { Payment } from '../payments/fold.ts';
import { isDone, rightStatus } from './outbox-of.ts';
import type { OldJournal } from './old-journal.ts';
import { takeFromGateway } from './rebuild-gateway.ts';

/** Where the rebuilt journal has its payments from, and what is left for people. */
export type Rebuilt = {
  readonly oldFacts: number;
  readonly oldPayments: number;
  readonly brokeAt: string | null;
  readonly fromMirror: number;
  readonly fromGateway: number;
  readonly settledByGateway: number;
  readonly contradictions: readonly { readonly paymentId: PaymentId; readonly why: string }[];
};

export type RebuildDeps = ApprovalDeps & {
  /** Sets the clock that the journal stamps its facts with, ms since 1970. */
  readonly setTime: (ms: number) => void;
};

const STAMP_SLACK_MS = 2_000;

/** Every id of the journal, and the old approval's document hash where there was one. */
type Seen = Map<PaymentId, string | null>;

/** The exact document once more: only its millisecond may have been an earlier one than the fact's. */
const signAgain = (payment: Payment, hash: string | null, deps: ApprovalDeps): SignedDocument => {
  const { authorisation, approvedSeq, approvedAtMs } = payment;
  if (authorisation === null || approvedSeq === null || approvedAtMs === null)
    throw new Error(`payment ${payment.paymentId} was never approved`);
  const personal = deps.journal.personal(payment.paymentId) ?? { slipCode: '', lines: [] };
  const signedAt = (authorisedAtMs: number): SignedDocument =>
    paymentDocument(
      payment,
      personal,
      { authorisation, sequence: approvedSeq, authorisedAtMs },
      deps,
    );
  for (let earlier = 0; earlier <= STAMP_SLACK_MS; earlier++) {
    const signed = signedAt(approvedAtMs - earlier);
    if (hash === null || sha256Hex(signed.document) === hash) return signed;
  }
  return signedAt(approvedAtMs);
};

const replayOld = (old: OldJournal, deps: RebuildDeps): { facts: number; seen: Seen } => {
  const seen: Seen = new Map();
  let facts = 0;
  for (const { paymentId, atMs, fact, personal, terminalText } of old.facts()) {
    deps.setTime(atMs);
    deps.journal.commit({
      paymentId,
      facts: [fact],
      ...(personal === undefined ? {} : { personal }),
      ...(terminalText === undefined ? {} : { terminalText }),
    });
    facts += 1;
    if (fact.type === 'approved') seen.set(paymentId, fact.documentHash);
    else if (!seen.has(paymentId)) seen.set(paymentId, null);
  }
  return { facts, seen };
};

/** Puts back what waits to be sent, or was, from the facts: a row that said otherwise is not believed. */
const refillOutbox = (
  seen: Seen,
  old: OldJournal | null,
  central: ReadonlyMap<string, OwnPayment>,
  deps: RebuildDeps,
): void => {
  const { journal, key } = deps;
  for (const [paymentId, hash] of seen) {
    const payment = journal.payment(paymentId);
    const right = payment === null ? null : rightStatus(payment);
    if (payment === null || right === null) continue;
    deps.setTime(payment.approvedAtMs ?? payment.intentAtMs);
    const isRight = (signed: SignedDocument | undefined): signed is SignedDocument =>
      signed !== undefined && (hash === null || sha256Hex(signed.document) === hash);
    const kept = old?.document(paymentId, 'payment')?.signed;
    const told = central.get(paymentId)?.signed;
    const toldWhole = told && { ...told, keyId: told.keyId ?? key.keyId };
    const signed = isRight(kept)
      ? kept
      : isRight(toldWhole)
        ? toldWhole
        : signAgain(payment, hash, deps);
    const row = { paymentId, kind: 'payment', amountFils: payment.totalFils } as const;
    journal.outbox.add({ ...row, status: right === 'held' ? 'held' : 'released' }, signed);
    if (isDone(right)) journal.outbox.mark(paymentId, 'payment', right);
    refillReversal(payment, old, deps);
  }
};

const refillReversal = (payment: Payment, old: OldJournal | null, deps: RebuildDeps): void => {
  const { paymentId, state } = payment;
  const kept = old?.document(paymentId, 'reversal') ?? null;
  const isOwed = ['reversed', 'refundRequested', 'refunded'].includes(state);
  if (kept === null && !isOwed) return;
  const { lineIds, amountFils } = refusedLines(payment);
  const signed =
    kept?.signed ??
    reversalDocument(
      payment,
      {
        kind: state === 'reversed' ? 'terminal' : 'refund',
        lineIds,
        amountFils,
        reversalTrace: state === 'reversed' ? payment.reversalTrace : null,
        atMs: payment.stateAtMs,
      },
      deps,
    );
  const table = deps.journal.outbox;
  table.add({ paymentId, kind: 'reversal', amountFils, status: 'released' }, signed);
  const status = state === 'refunded' ? 'done' : (kept?.status ?? 'released');
  if (isDone(status)) table.mark(paymentId, 'reversal', status);
};

/** All that central holds of this kiosk, oldest first; `null` where it does not answer for it. */
export const fetchOwnPayments = async (
  gateway: Pick<Gateway, 'ownPayments'>,
): Promise<readonly OwnPayment[] | null> => {
  const all: OwnPayment[] = [];
  for (let after: string = FROM_THE_FIRST; ;) {
    const answer = await gateway.ownPayments(after);
    if (!answer.ok) return null;
    const last = answer.value.payments.at(-1);
    if (last === undefined) return all;
    all.push(...answer.value.payments);
    after = last.paymentId;
  }
};

/**
 * Fills a new journal: what the chain of the old one vouches for, then what the mirror knows beyond
 * that, then what central has. Nobody is called uncharged because the old journal ended too early.
 */
export const rebuild = (
  old: OldJournal | null,
  central: readonly OwnPayment[],
  deps: RebuildDeps,
  clock: Clock,
): Rebuilt => {
  const { journal } = deps;
  const nothing = { facts: 0, seen: new Map<PaymentId, string | null>() };
  const { facts, seen } = old === null ? nothing : replayOld(old, deps);
  refillOutbox(seen, old, new Map(central.map((own) => [own.paymentId, own])), deps);
  deps.setTime(clock.wallMs());
  for (const { paymentId } of journal.inStates(['intent']))
    journal.commit({ paymentId, facts: [{ v: 1, type: 'authorising' }] });
  const fromMirror = recoverFromMirror(deps);
  let fromGateway = 0;
  let settledByGateway = 0;
  const contradictions: { paymentId: PaymentId; why: string }[] = [];
  for (const own of central) {
    const taken = takeFromGateway(own, deps);
    if (taken.kind === 'added') fromGateway += 1;
    if (taken.kind === 'settled') settledByGateway += 1;
    if (taken.kind === 'contradicts')
      contradictions.push({ paymentId: own.paymentId, why: taken.why });
  }
  return {
    oldFacts: facts,
    oldPayments: seen.size,
    brokeAt: old === null ? 'there is no journal that can be opened' : old.brokeAt(),
    fromMirror,
    fromGateway,
    settledByGateway,
    contradictions,
  };
};

/** What is left open: asked of the terminal, waiting for the gateway, and what nobody may know of. */
export const leftOpen = (
  deps: Pick<ApprovalDeps, 'journal'>,
  anchor: JournalHead | null,
): {
  readonly undecided: { readonly count: number; readonly fils: number };
  readonly waiting: { readonly count: number; readonly fils: number };
  readonly anchored: { readonly count: number; readonly fils: number } | null;
} => {
  const sum = (payments: readonly Payment[]) => ({
    count: payments.length,
    fils: payments.reduce((fils, { totalFils }) => fils + totalFils, 0),
  });
  return {
    undecided: sum(deps.journal.inStates(['authorising', 'approved', 'inDoubt'])),
    waiting: sum(deps.journal.inStates(['confirmed'])),
    anchored: anchor === null ? null : { count: anchor.exposureCount, fils: anchor.exposureFils },
  };
};
