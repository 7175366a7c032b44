import { keyStatement, type KeyOffer } from '../../contract/identity.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import type { LiveKey } from '../keys/live-key.ts';
import type { Log } from '../log.ts';
import type { IdentityPlace } from './place.ts';

/** In the journal: with which key it is signed, and which one may be found in its place. */
export const KEY_ID = 'kioskKeyId';
export const NEXT_KEY_ID = 'kioskKeyNext';

export type KeyChange = {
  /** The next key in place of the present one, on the disk and in memory; killed anywhere it goes on. */
  readonly adopt: (next: KioskKey) => void;
  /** Offers a new key and takes it; where the gateway does not answer, the next time goes on. */
  readonly rotate: () => Promise<void>;
  /** Tells that the present key is the only one. */
  readonly tellTaken: () => Promise<boolean>;
};

export const createKeyChange = (deps: {
  readonly kioskId: string;
  readonly key: LiveKey;
  readonly journal: Pick<Journal, 'keep' | 'kept'>;
  readonly place: IdentityPlace;
  readonly gateway: Pick<Gateway, 'offerKey' | 'takeKey'>;
  readonly crash: CrashPoint;
  readonly log: Log;
}): KeyChange => {
  const { kioskId, key, journal, place, gateway, crash, log } = deps;

  const signedFor = (what: 'offered' | 'taken', by: KioskKey): KeyOffer => {
    const { publicKey } = by;
    const statement = keyStatement(what, { kioskId, publicKey });
    return { publicKey, proof: by.sign(Buffer.from(statement, 'utf8')) };
  };

  const adopt = (next: KioskKey): void => {
    // First the journal learns which other key it may find; a journal and a key that do not agree stay shut.
    journal.keep(NEXT_KEY_ID, next.keyId);
    crash('key.noted');
    place.takeNext();
    crash('key.moved');
    journal.keep(KEY_ID, next.keyId);
    crash('key.kept');
    key.become(next);
    log('identity.keyChanged', { keyId: next.keyId });
  };

  const tellTaken = async (): Promise<boolean> => {
    const answer = await gateway.takeKey(signedFor('taken', key));
    crash('key.told');
    return answer.ok;
  };

  return {
    adopt,
    tellTaken,
    rotate: async () => {
      const next = place.next();
      crash('key.made');
      const offered = await gateway.offerKey(signedFor('offered', next));
      crash('key.offered');
      if (!offered.ok) {
        // Told so by the gateway itself, this very key will never do: the next time with another.
        if (offered.error.kind === 'problem') place.dropNext();
        return;
      }
      adopt(next);
      await tellTaken();
    },
  };
};
