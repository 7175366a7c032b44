import type { DueGroup, FoundDues } from './ekey-position.ts';
import { confirmPicks } from './confirm-picks.ts';
import type { Pick, Position } from './position.ts';
import type { SaleDeps } from './sale-deps.ts';

const pickOf = (group: DueGroup, wanted: ReadonlySet<string>, dues: FoundDues): Pick => ({
  found: {
    ...group,
    payerName: dues.session.maskedName,
    source: { kind: 'lookedUp', atMs: dues.atMs },
    dues,
  },
  chosen: group.bills.filter(({ billId }) => wanted.has(billId)),
});

/** The chosen bills of several services: to the confirmation, or why not; `null`: not what was shown. */
export const chooseDues = (
  dues: FoundDues,
  billIds: readonly string[],
  deps: SaleDeps,
): Position | null => {
  const wanted = new Set(billIds);
  const [first, ...more] = dues.groups
    .map((group) => pickOf(group, wanted, dues))
    .filter(({ chosen }) => chosen.length > 0);
  const count = [first, ...more].reduce((sum, pick) => sum + (pick?.chosen.length ?? 0), 0);
  return first === undefined || count !== wanted.size ? null : confirmPicks([first, ...more], deps);
};
