import type { KeyObject } from 'node:crypto';
import type { Reads } from '../store/port.ts';
import { findDocumentKey } from './kiosks.ts';

const MOST_KEPT = 20_000;

export type DocumentKeys = {
  readonly find: (kioskId: string, keyId: string) => Promise<KeyObject | null>;
};

/**
 * The keys with which kiosks signed documents, remembered: a key once found stays good for ever, so
 * that nothing remembered can be out of date. What was not found is asked for again.
 */
export const documentKeys = (store: Pick<Reads, 'documentKey'>): DocumentKeys => {
  const kept = new Map<string, KeyObject>();
  return {
    find: async (kioskId, keyId) => {
      const name = `${kioskId} ${keyId}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const key = await findDocumentKey(store, kioskId, keyId);
      if (key === null) return null;
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(name, key);
      return key;
    },
  };
};
