import { isBilled, type Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { DueAccount } from '../../contract/dues.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Session } from '../ekey/sign-in.ts';
import type { DueGroup } from './ekey-position.ts';
import { duesNotice } from './ekey-steps.ts';
import type { Position } from './position.ts';

const groupsOf = (
  accounts: readonly DueAccount[],
  service: (id: string) => Service | null,
): readonly DueGroup[] =>
  accounts.flatMap(({ serviceId, reference, bills }) => {
    const known = service(serviceId);
    return known === null || !isBilled(known) ? [] : [{ service: known, reference, bills }];
  });

/** Looks up all that is due from whoever signed in; every end is a position the person can read. */
export const findDues = async (
  session: Session,
  deps: {
    readonly gateway: Gateway;
    readonly clock: Clock;
    readonly catalogue: { readonly service: (id: string) => Service | null };
  },
): Promise<Position> => {
  const again: Position = { at: 'findingDues', session };
  const back: Position = { at: 'signedIn', session };
  const anew: Position = { at: 'signIn', code: null };
  const token = session.accessToken();
  if (token === null) return duesNotice('eKeyExpired', { back: { at: 'services' }, retry: anew });
  const answer = await deps.gateway.searchDues(token);
  if (!answer.ok) {
    const code = answer.error.kind === 'problem' ? answer.error.code : null;
    if (code === 'signInRefused')
      return duesNotice('eKeyExpired', { back: { at: 'services' }, retry: anew });
    if (code === 'issuerAway') return duesNotice('eKeyAway', { back, retry: again });
    const kind = answer.error.kind === 'away' ? 'gatewayAway' : 'gatewayTrouble';
    return duesNotice(kind, { back, retry: again });
  }
  const groups = groupsOf(answer.value.accounts, deps.catalogue.service);
  return groups.length === 0
    ? duesNotice('noDues', { back: { at: 'services' } })
    : { at: 'dues', found: { session, groups, atMs: deps.clock.monotonicMs() } };
};
