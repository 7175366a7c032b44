/** The three memories of a payment, side by side: the terminal's, the gateway's and the journal's. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { FINAL_STATES } from '../../contract/payment.ts';
import { createRequestSigner } from '../../engine/gateway/request-signature.ts';
import { asSql } from '../../engine/journal/database.ts';
import { replay, verifyChain } from '../../engine/journal/journal.ts';
import { ensureKioskKey } from '../../engine/keys/kiosk-key.ts';
import type { Payment } from '../../engine/payments/fold.ts';
import type { Rig } from '../../rig/processes.ts';

export type TerminalEntry = {
  readonly trace: string;
  readonly receipt: string;
  readonly amountFils: number;
  readonly kind: 'payment' | 'reversal';
  readonly originalTrace: string | null;
  readonly status: 'stored' | 'reversed';
};

type Sum = { readonly count: number; readonly fils: number };

export type Books = {
  readonly journal: ReadonlyMap<PaymentId, Payment>;
  readonly terminal: readonly TerminalEntry[];
  readonly gateway: {
    readonly posted: Sum;
    readonly refused: Sum;
    readonly reversed: Sum;
    readonly refunded: Sum;
  };
};

/** Reads all three. The engine must have stopped: its journal is its own while it runs. */
export const readBooks = async (rig: Rig): Promise<Books> => {
  const db = new Database(join(rig.paths.data, 'journal.sqlite'), { readonly: true });
  const chain = verifyChain(asSql(db));
  if (!chain.ok) throw new Error(`the chain broke at ${chain.error.seq}: ${chain.error.why}`);
  const journal = replay(asSql(db));
  db.close();
  const told = await rig.control.terminal({ do: 'transactions' });
  const url = `${rig.centralUrl ?? ''}/v1/kiosks/self/totals`;
  const headers = await createRequestSigner({
    kioskId: rig.config.kiosk.id,
    key: ensureKioskKey(rig.paths.data),
    clock: systemClock,
    random: (count) => randomBytes(count),
  })({ method: 'GET', url, body: null });
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`totals: ${answer.status} ${await answer.text()}`);
  return {
    journal,
    terminal: told['transactions'] as readonly TerminalEntry[],
    gateway: (await answer.json()) as Books['gateway'],
  };
};

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/**
 * Every way in which the books disagree, in sentences; empty when they agree to the fils. Lines
 * posted count at the gateway, whole payments at the terminal.
 */
export const disagreements = (books: Books): string[] => {
  const found: string[] = [];
  const payments = [...books.journal.values()];
  const at = (payment: Payment): TerminalEntry | undefined =>
    books.terminal.find(
      (t) =>
        t.kind === 'payment' &&
        t.trace === payment.authorisation?.trace &&
        t.amountFils === payment.totalFils,
    );
  const known = new Set<string>();
  for (const payment of payments) {
    const name = `payment ${payment.paymentId} (${payment.state})`;
    if (!FINAL_STATES.includes(payment.state)) found.push(`${name} has not ended`);
    const entry = at(payment);
    if (entry !== undefined) {
      if (known.has(entry.trace)) found.push(`${name} shares trace ${entry.trace} with another`);
      known.add(entry.trace);
    }
    const charged = payment.state === 'posted' || payment.state === 'refunded';
    if (charged && entry?.status !== 'stored') found.push(`${name} is not stored at the terminal`);
    if (!charged && entry?.status === 'stored') found.push(`${name} is stored at the terminal`);
  }
  for (const entry of books.terminal) {
    if (entry.kind === 'payment' && entry.status === 'stored' && !known.has(entry.trace))
      found.push(`the terminal charged ${entry.amountFils} (trace ${entry.trace}) for nobody`);
  }
  const posted = payments.flatMap((p) =>
    p.lines.filter((l) => p.outcomes.some((o) => o.lineId === l.lineId && o.status === 'posted')),
  );
  const postedFils = sum(posted.map((l) => l.amountFils));
  if (books.gateway.posted.fils !== postedFils)
    found.push(`posted: gateway ${books.gateway.posted.fils}, journal ${postedFils}`);
  if (books.gateway.posted.count !== posted.length)
    found.push(`posted lines: gateway ${books.gateway.posted.count}, journal ${posted.length}`);
  const back = books.gateway.reversed.fils + books.gateway.refunded.fils;
  if (books.gateway.refused.fils !== back)
    found.push(`refused ${books.gateway.refused.fils}, given back ${back}`);
  const stored = sum(
    books.terminal
      .filter((t) => t.kind === 'payment' && t.status === 'stored')
      .map((t) => t.amountFils),
  );
  const expected = books.gateway.posted.fils + books.gateway.refunded.fils;
  if (stored !== expected)
    found.push(`terminal ${stored}, gateway posted and refunded ${expected}`);
  return found;
};
