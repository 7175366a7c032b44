import type { Finding } from '../cases/case-files.ts';

/** One transaction of a terminal on a day: in ZVT the trace is its name until it wraps around. */
type Named = { readonly terminalId: string; readonly trace: string };

export type Settled = Named & {
  readonly line: number;
  readonly receipt: string;
  readonly kind: 'payment' | 'reversal';
  readonly originalTrace: string | null;
  readonly fils: number;
  readonly time: string;
};
/** What a kiosk's day report says of a payment that its terminal named. */
export type Journalled = Named & {
  readonly kioskId: string;
  readonly paymentId: string;
  readonly fils: number;
  readonly standing: 'kept' | 'reversed' | 'unclear';
};
export type Posted = Named & {
  readonly kioskId: string;
  readonly paymentId: string;
  readonly fils: number;
  /** Central was told that the card was reversed there. */
  readonly reversed: boolean;
};

export type Sources = {
  readonly settled: readonly Settled[];
  readonly journal: readonly Journalled[];
  readonly ledger: readonly Posted[];
};

export type Comparison = {
  readonly findings: readonly Finding[];
  /** Charged and settled, on the way to the ledger, and still in time. */
  readonly pending: number;
  readonly agreed: number;
};

const keyOf = ({ terminalId, trace }: Named): string => `${terminalId}/${trace}`;

const byKey = <T extends Named>(all: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const grouped = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    grouped.set(key, [...(grouped.get(key) ?? []), each]);
  }
  return grouped;
};

/**
 * Compares a day line by line: what the acquirer settles, what the kiosks' journals hold, what stands in
 * the ledger. `overdue`: nothing of that day may be on its way any more. Pure.
 */
export const compareDay = (
  day: string,
  { settled, journal, ledger }: Sources,
  overdue: boolean,
): Comparison => {
  const charges = byKey(settled.filter(({ kind }) => kind === 'payment'));
  const reversals = byKey(
    settled.flatMap((line) =>
      line.originalTrace === null ? [] : [{ ...line, trace: line.originalTrace }],
    ),
  );
  const journalled = byKey(journal);
  const posted = byKey(ledger);
  const findings: Finding[] = [];
  let pending = 0;
  let agreed = 0;

  for (const key of new Set([...charges.keys(), ...journalled.keys(), ...posted.keys()])) {
    const lines = charges.get(key) ?? [];
    const back = reversals.get(key) ?? [];
    const [inJournal] = journalled.get(key) ?? [];
    const [inLedger, ...others] = posted.get(key) ?? [];
    const find = (kind: Finding['kind']): void => {
      findings.push({
        kind,
        subject: `${day} ${key}`,
        kioskId: inLedger?.kioskId ?? inJournal?.kioskId ?? null,
        paymentId: inLedger?.paymentId ?? inJournal?.paymentId ?? null,
        evidence: {
          acquirer: lines,
          reversedByAcquirer: back,
          journal: inJournal ?? null,
          ledger: inLedger ?? null,
          ...(others.length > 0 ? { alsoInLedger: others } : {}),
        },
      });
    };
    const [line] = lines;
    const standsAtAcquirer = lines.length > 0 && back.length === 0;
    const standsInLedger = inLedger !== undefined && !inLedger.reversed;
    const known = inLedger ?? inJournal;
    if (lines.length > 1) find('duplicateCharge');
    // One charge paid for two payments.
    if (others.some(({ paymentId }) => paymentId !== inLedger?.paymentId)) find('postedNotCharged');
    if (line !== undefined && known !== undefined && known.fils !== line.fils)
      find('amountDiffers');
    else if (standsAtAcquirer && inLedger?.reversed === true) find('refundOwed');
    else if (standsAtAcquirer && !standsInLedger) {
      if (overdue) find('chargedNotPosted');
      else pending += 1;
    } else if (!standsAtAcquirer && standsInLedger) find('postedNotCharged');
    else if (line === undefined && inLedger === undefined && inJournal?.standing === 'kept')
      find('postedNotCharged');
    else agreed += 1;
  }
  return { findings, pending, agreed };
};
