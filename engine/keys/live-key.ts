import type { KioskKey } from './kiosk-key.ts';

export type LiveKey = KioskKey & {
  /** Whoever holds this key signs with that one from now on. */
  readonly become: (next: KioskKey) => void;
};

/** A key that may be changed for another while many parts hold it. Name and signature always agree. */
export const liveKey = (first: KioskKey): LiveKey => {
  let key = first;
  return {
    get keyId() {
      return key.keyId;
    },
    get publicKey() {
      return key.publicKey;
    },
    get privateKey() {
      return key.privateKey;
    },
    sign: (bytes) => key.sign(bytes),
    become: (next) => {
      key = next;
    },
  };
};
