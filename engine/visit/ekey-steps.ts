import type { NoticeKind } from '../../contract/view.ts';
import type { Position } from './position.ts';

const EKEY: readonly Position['at'][] = ['signIn', 'signedIn', 'findingDues', 'dues'];

const isOfSignIn = (position: Position): boolean =>
  EKEY.includes(position.at) ||
  (position.at === 'confirm' && position.picks.some(({ found }) => 'dues' in found));

/** Whether the sign-in still serves somebody here: everywhere else it has ended. */
export const belongsToSignIn = (position: Position): boolean =>
  isOfSignIn(position) ||
  position.at === 'paying' ||
  (position.at === 'notice' &&
    (isOfSignIn(position.back) || (position.retry !== null && isOfSignIn(position.retry))));

/** A notice on this way: it names no single service. */
export const duesNotice = (
  kind: NoticeKind,
  more: {
    readonly back: Position;
    readonly retry?: Position | null;
    readonly paidAtMs?: number;
  },
): Position => ({
  at: 'notice',
  kind,
  service: null,
  paidAtMs: more.paidAtMs ?? null,
  back: more.back,
  retry: more.retry ?? null,
});
