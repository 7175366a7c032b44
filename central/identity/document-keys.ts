import type { Reads } from '../store/port.ts';
import { findDocumentKey, type FoundDocumentKey } from './kiosks.ts';

export type DocumentKeys = {
  readonly find: (kioskId: string, keyId: string) => Promise<FoundDocumentKey | null>;
};

/**
 * The keys with which kiosks signed documents, each asked for once. Made anew for each request: a key
 * may be revoked at any moment.
 */
export const documentKeys = (store: Pick<Reads, 'documentKey'>): DocumentKeys => {
  const asked = new Map<string, Promise<FoundDocumentKey | null>>();
  return {
    find: (kioskId, keyId) => {
      const name = `${kioskId} ${keyId}`;
      const found = asked.get(name) ?? findDocumentKey(store, kioskId, keyId);
      asked.set(name, found);
      return found;
    },
  };
};
