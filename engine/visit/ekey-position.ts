import type { BilledService } from '../../contract/catalogue.ts';
import type { Bill } from '../../contract/payment.ts';
import type { DeviceCode } from '../ekey/issuer.ts';
import type { Session } from '../ekey/sign-in.ts';

/** What is due under one reference; lives in memory only and goes with the visit. */
export type DueGroup = {
  readonly service: BilledService;
  readonly reference: string;
  readonly bills: readonly Bill[];
};
export type FoundDues = {
  readonly session: Session;
  readonly groups: readonly DueGroup[];
  /** Monotonic ms. */
  readonly atMs: number;
};

/** Where a person stands who signs in or is signed in with eKey. */
export type EKeyPosition =
  | {
      readonly at: 'signIn';
      /** `null` while the issuer is asked; `endsAtMs`: monotonic. */
      readonly code: (DeviceCode & { readonly endsAtMs: number }) | null;
    }
  | { readonly at: 'signedIn'; readonly session: Session }
  | { readonly at: 'findingDues'; readonly session: Session }
  | { readonly at: 'dues'; readonly found: FoundDues };

/** Whoever is signed in goes by *Sign out*, which is what it is. */
export const stepBackFrom = (position: EKeyPosition): { readonly at: 'services' } | null => {
  switch (position.at) {
    case 'signIn':
    case 'findingDues':
      return { at: 'services' };
    case 'signedIn':
    case 'dues':
      return null;
  }
};
