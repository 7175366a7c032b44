import type { Rows } from '../../../central/store/port.ts';
import type { Sabotage } from '../world/sabotage.ts';
import type { Mutation } from './mutation.ts';

/** Central over another store, made of the true one. */
const throughRows = (change: (rows: Rows) => Partial<Rows>): Sabotage => ({
  central: (store) => ({
    ...store,
    write: (nowMs, work) => store.write(nowMs, (rows) => work({ ...rows, ...change(rows) })),
  }),
});

export const centralMutations: readonly Mutation[] = [
  {
    name: 'one kiosk’s hold does not keep another from charging',
    faults: ['declined', 'wrongPin'],
    kiosks: 3,
    sabotage: throughRows(() => ({ holdsOn: () => [] })),
  },
  {
    name: 'what a bill was paid at another kiosk is forgotten',
    faults: ['gatewayAway', 'paymentsStall'],
    kiosks: 3,
    sabotage: throughRows(() => ({ setPaid: () => undefined })),
  },
];
