/** What a transaction changed, so that all of it can be undone. */
export type Changes = {
  readonly set: <K, V>(table: Map<K, V>, key: K, value: V) => void;
  readonly remove: <K, V>(table: Map<K, V>, key: K) => void;
  readonly push: <V>(table: V[], ...rows: V[]) => void;
  readonly undo: () => void;
};

export const makeChanges = (): Changes => {
  const undos: (() => void)[] = [];
  const remember = <K, V>(table: Map<K, V>, key: K): void => {
    const before = table.get(key);
    undos.push(() => {
      if (before === undefined) table.delete(key);
      else table.set(key, before);
    });
  };
  return {
    set: (table, key, value) => {
      remember(table, key);
      table.set(key, value);
    },
    remove: (table, key) => {
      remember(table, key);
      table.delete(key);
    },
    push: (table, ...rows) => {
      const { length } = table;
      undos.push(() => {
        table.length = length;
      });
      table.push(...rows);
    },
    undo: () => {
      for (const undo of undos.reverse()) undo();
    },
  };
};

/** What a database's constraint would refuse. */
export const mustBe = (holds: boolean, constraint: string): void => {
  if (!holds) throw new Error(`the model refuses: ${constraint}`);
};
