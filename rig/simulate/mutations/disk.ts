import type { SqlDatabase } from '../../../engine/journal/sql.ts';
import { ok } from '../../../contract/result.ts';
import type { Sabotage } from '../world/sabotage.ts';
import type { Mutation } from './mutation.ts';

const throughDatabase = (change: (db: SqlDatabase) => Partial<SqlDatabase>): Sabotage => ({
  storage: (storage) => ({
    ...storage,
    database: () => {
      const opened = storage.database();
      return opened.ok ? ok({ ...opened.value, ...change(opened.value) }) : opened;
    },
  }),
});

export const diskMutations: readonly Mutation[] = [
  {
    name: 'synchronous=OFF',
    faults: ['powerCutNow', 'powerCutAtWrite', 'powerCutAtStep'],
    sabotage: throughDatabase((db) => {
      db.pragma('synchronous = OFF', { simple: true });
      return {};
    }),
  },
  {
    name: 'synchronous=NORMAL',
    faults: ['powerCutNow', 'powerCutAtWrite', 'powerCutAtStep'],
    sabotage: throughDatabase((db) => {
      db.pragma('synchronous = NORMAL', { simple: true });
      return {};
    }),
  },
  {
    name: 'a commit is no transaction',
    faults: ['powerCutAtWrite'],
    sabotage: throughDatabase(() => ({
      transaction: (body) => Object.assign(body, { immediate: body }),
    })),
  },
  {
    name: 'the mirror is not written',
    faults: ['diskLies'],
    sabotage: {
      storage: (storage) => ({
        ...storage,
        mirror: () => ({ ...storage.mirror(), write: () => undefined }),
      }),
    },
  },
];
