import { maskReference } from '../../contract/digits.ts';
import type { Fils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import type { EKeyPosition } from './ekey-position.ts';

const MINUTE_MS = 60_000;

export type EKeyFacts = {
  /** The button on the services' screen; absent where no sign-in is offered. */
  readonly signIn?: 'ready' | 'notNow';
  /** The most that one payment may come to. */
  readonly mostFils: Fils;
  readonly monotonicMs: number;
};

/** The screen of a person who signs in or is signed in. Pure. */
export const eKeyScreen = (
  position: EKeyPosition,
  live: { readonly eKey: EKeyFacts; readonly paperReceipt: boolean },
): Screen => {
  switch (position.at) {
    case 'signIn': {
      const { code } = position;
      const msLeft = code === null ? 0 : code.endsAtMs - live.eKey.monotonicMs;
      return {
        name: 'signIn',
        code:
          code === null
            ? null
            : {
                url: code.url,
                page: code.page,
                text: code.text,
                minutes: Math.max(1, Math.ceil(msLeft / MINUTE_MS)),
              },
      };
    }
    case 'signedIn':
      return { name: 'signedIn', maskedName: position.session.maskedName };
    case 'findingDues':
      return { name: 'findingDues' };
    case 'dues': {
      const { session, groups } = position.found;
      const ministries = Map.groupBy(groups, ({ service }) => service.ministry.en);
      return {
        name: 'dues',
        maskedName: session.maskedName,
        mostFils: live.eKey.mostFils,
        ministries: [...ministries.values()].flatMap((own) => {
          const ministry = own[0]?.service.ministry;
          if (ministry === undefined) return [];
          return [
            {
              ministry,
              groups: own.map(({ service: { id, title, icon }, reference, bills }) => ({
                service: { id, title, icon },
                reference: maskReference(reference),
                bills: [...bills],
              })),
            },
          ];
        }),
      };
    }
  }
};
