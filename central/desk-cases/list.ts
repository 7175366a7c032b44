import type { CaseRow } from '../../contract/console-cases.ts';
import { type PaymentId, shortPaymentId } from '../../contract/ids.ts';
import { asksPeople, type CaseFile } from '../cases/case-files.ts';
import type { Database } from '../database/schema.ts';

const MOST_SHOWN = 500;

/** Cases that are open, the oldest first, or those that were closed last. */
export const listCases = async (
  db: Database,
  show: 'open' | 'closed',
  self: string,
): Promise<readonly CaseRow[]> => {
  const files = await db
    .selectFrom('case_file')
    .selectAll()
    .where('status', show === 'open' ? '<>' : '=', 'closed')
    .orderBy(show === 'open' ? 'opened_at_ms' : 'closed_at_ms', show === 'open' ? 'asc' : 'desc')
    .limit(MOST_SHOWN)
    .execute();
  if (files.length === 0) return [];
  const standing = await db
    .selectFrom('decision')
    .select(['case_id', 'operator'])
    .where('command_id', 'is', null)
    .where(
      'case_id',
      'in',
      files.map(({ case_id: id }) => id),
    )
    .execute();
  const deciders = new Map(standing.map(({ case_id: id, operator }) => [id, operator]));
  return files.map((file) => caseRow(file, deciders.get(file.case_id), self));
};

/** `decider`: who decided it alone so far. */
export const caseRow = (file: CaseFile, decider: string | undefined, self: string): CaseRow => {
  const evidence = JSON.parse(file.evidence) as { readonly amountFils?: unknown };
  const { amountFils } = evidence;
  return {
    caseId: file.case_id,
    kind: file.kind,
    status: file.status,
    owner: file.owner,
    kioskId: file.kiosk_id,
    paymentId: file.payment_id as PaymentId | null,
    number: file.payment_id === null ? null : shortPaymentId(file.payment_id as PaymentId),
    fils: typeof amountFils === 'number' ? amountFils : null,
    openedAt: new Date(file.opened_at_ms).toISOString(),
    asksPeople: file.status !== 'closed' && asksPeople(file),
    standing: decider === undefined ? 'none' : decider === self ? 'self' : 'other',
  };
};
