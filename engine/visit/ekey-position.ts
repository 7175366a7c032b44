import type { Service } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import type { NoticeKind } from '../../contract/view.ts';
import type { DeviceCode } from '../ekey/issuer.ts';
import type { Session } from '../ekey/sign-in.ts';
import type { Position } from './position.ts';

/** What is due under one reference; lives in memory only and goes with the visit. */
export type DueGroup = {
  readonly service: Service;
  readonly reference: string;
  readonly bills: readonly Bill[];
};
export type FoundDues = { readonly session: Session; readonly groups: readonly DueGroup[] };

/** Where a person stands who signs in or is signed in with eKey. */
export type EKeyPosition =
  | {
      readonly at: 'signIn';
      /** `null` while the issuer is asked; `endsAtMs`: monotonic. */
      readonly code: (DeviceCode & { readonly endsAtMs: number }) | null;
    }
  | { readonly at: 'signedIn'; readonly session: Session }
  | { readonly at: 'findingDues'; readonly session: Session }
  | { readonly at: 'dues'; readonly found: FoundDues }
  | {
      readonly at: 'confirmDues';
      readonly found: FoundDues;
      /** The groups with what was chosen of each. */
      readonly chosen: readonly DueGroup[];
      readonly totalFils: Fils;
    };

const EKEY: readonly Position['at'][] = [
  'signIn',
  'signedIn',
  'findingDues',
  'dues',
  'confirmDues',
];

/** Whether the sign-in still serves somebody here: everywhere else it has ended. */
export const belongsToSignIn = (position: Position): boolean =>
  EKEY.includes(position.at) ||
  position.at === 'paying' ||
  (position.at === 'notice' &&
    (EKEY.includes(position.back.at) ||
      (position.retry !== null && EKEY.includes(position.retry.at))));

/** Whoever is signed in goes by *Sign out*, which is what it is. */
export const stepBackFrom = (position: EKeyPosition): Position | null => {
  switch (position.at) {
    case 'signIn':
    case 'findingDues':
      return { at: 'services' };
    case 'signedIn':
    case 'dues':
      return null;
    case 'confirmDues':
      return { at: 'dues', found: position.found };
  }
};

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
