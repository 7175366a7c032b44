import { seededKey, type SeededKey } from '../processes/seeded-key.ts';

export type QuarterKiosk = SeededKey & { readonly kioskId: string; readonly channel: string };

/** One in ten is a counter with staff, one in twenty travels. */
const channelOf = (index: number): string =>
  index % 20 === 7 ? 'mobile-kiosk' : index % 10 === 3 ? 'counter' : 'kiosk';

/** A kiosk whose key comes from the seed: it can sign the same documents in a later run. */
export const quarterKiosk = (seed: string, index: number): QuarterKiosk => ({
  kioskId: `KSK-Q${String(index).padStart(4, '0')}`,
  channel: channelOf(index),
  ...seededKey(`kiosk ${seed} ${String(index)}`),
});
