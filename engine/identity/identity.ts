import { sleep, type Clock } from '../../contract/clock.ts';
import {
  enrolmentCodeSchema,
  type EnrolResult,
  type IdentityAnswer,
  type KioskIdentity,
} from '../../contract/identity.ts';
import type { OutOfService } from '../../contract/view.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import type { LiveKey } from '../keys/live-key.ts';
import type { Log } from '../log.ts';
import { createMutex } from '../mutex.ts';
import { askEnrolment, keyFingerprint } from './ask-enrolment.ts';
import { createKeyChange } from './change-key.ts';
import type { IdentityPlace } from './place.ts';

/** How often a kiosk asks how it stands: while somebody waits for it, and otherwise. */
const SOON_MS = 3_000;
const SELDOM_MS = 60_000;

/** In the journal: what the gateway last said. */
const STANDING = 'identity';

export type Identity = {
  readonly now: () => KioskIdentity;
  readonly closed: () => Extract<OutOfService, 'notEnrolled' | 'withdrawn'> | null;
  /** A code as typed; the key it goes with waits then for the operator. */
  readonly enrol: (typed: string) => Promise<EnrolResult>;
  /** Changes the key now; whether it did. */
  readonly rotate: () => Promise<boolean>;
  readonly contact: () => void;
  readonly stop: () => Promise<void>;
};

type Deps = {
  readonly kioskId: string;
  readonly key: LiveKey;
  readonly place: IdentityPlace;
  readonly journal: Pick<Journal, 'keep' | 'kept' | 'latest'>;
  readonly gateway: Pick<Gateway, 'enrol' | 'identity' | 'offerKey' | 'takeKey'>;
  readonly clock: Clock;
  readonly crash: CrashPoint;
  readonly log: Log;
  /** Nobody stands here: a sign-in is bound to the key that it began with. */
  readonly idle: () => boolean;
  readonly onChange: () => void;
  readonly onBug: (cause: unknown) => void;
};

const standingAtStart = ({ journal, place }: Deps): KioskIdentity['state'] => {
  if (journal.kept(STANDING) === 'revoked') return 'revoked';
  const known = journal.kept(STANDING) === 'active' || journal.latest(1).length > 0;
  return known || !place.required ? 'active' : 'notEnrolled';
};

/** Who this kiosk is to the gateway: asks it regularly, enrols, and changes keys when told to. */
export const startIdentity = (deps: Deps): Identity => {
  const { kioskId, key, place, journal, gateway, clock, log } = deps;
  const change = createKeyChange(deps);
  /** Asking how it stands, and changing the key, one after the other. */
  const inTurn = createMutex();
  const stopping = new AbortController();
  let resting = new AbortController();
  let state = standingAtStart(deps);
  /** Keys are to change, and somebody stands here. */
  let waitsForIdle = false;

  const stand = (next: KioskIdentity['state']): void => {
    if (next === state) return;
    // What was offered before the revocation is revoked with the rest.
    if (next === 'revoked' && state === 'active') place.dropNext();
    log('identity.stands', { state: next });
    state = next;
    deps.onChange();
  };
  const keepStanding = (next: 'active' | 'revoked'): void => {
    if (journal.kept(STANDING) !== next) journal.keep(STANDING, next);
  };
  const wasRevoked = (): boolean => journal.kept(STANDING) === 'revoked';
  /** A revoked key never comes back: then another one asks. */
  const candidate = (): KioskKey => (wasRevoked() ? place.next() : key);

  const onEnrolment = (answer: 'waiting' | 'approved' | 'refused'): void => {
    if (answer !== 'approved') {
      stand(answer);
      return;
    }
    if (wasRevoked()) change.adopt(place.next());
    keepStanding('active');
    place.forgetCode();
    stand('active');
  };

  const followUp = async (answer: IdentityAnswer): Promise<void> => {
    if (answer.offeredKeyId === key.keyId) {
      await change.tellTaken();
      return;
    }
    waitsForIdle = (answer.rotate || place.hasNext()) && !deps.idle();
    if ((answer.rotate || place.hasNext()) && !waitsForIdle) await change.rotate();
  };

  const unknownThere = async (otherwise: 'notEnrolled' | 'revoked'): Promise<void> => {
    const code = place.code();
    if (code === null) {
      stand(otherwise);
      return;
    }
    const answer = await askEnrolment(gateway, { kioskId, key: candidate(), code });
    if (answer.ok) onEnrolment(answer.value);
    else if (answer.error === 'codeRefused') {
      place.forgetCode();
      stand(otherwise);
    }
  };

  const round = async (): Promise<void> => {
    const answer = await gateway.identity();
    if (answer.ok) {
      if (wasRevoked()) place.dropNext();
      keepStanding('active');
      place.forgetCode();
      stand('active');
      await followUp(answer.value);
      return;
    }
    const said = answer.error.kind === 'trouble' ? answer.error.detail : '';
    if (said === 'kioskRevoked') {
      if (state === 'active') stand('revoked');
      keepStanding('revoked');
      await unknownThere('revoked');
      return;
    }
    // Once its next key is approved, the one that it still has is nobody's.
    const superseded = said === 'notAuthenticated' && place.code() !== null;
    if (said === 'notEnrolled' || superseded)
      await unknownThere(wasRevoked() ? 'revoked' : 'notEnrolled');
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      resting = new AbortController();
      await inTurn(round);
      const rest = AbortSignal.any([resting.signal, stopping.signal]);
      const soon = state !== 'active' || waitsForIdle;
      await sleep(clock, soon ? SOON_MS : SELDOM_MS, rest);
    }
  };
  const running = run().catch(deps.onBug);

  const now = (): KioskIdentity => {
    const shown = state === 'active' ? key : candidate();
    return { state, kioskId, fingerprint: keyFingerprint(shown), keyId: shown.keyId };
  };

  return {
    now,
    closed: () => {
      if (state === 'active') return null;
      return state === 'revoked' ? 'withdrawn' : 'notEnrolled';
    },
    enrol: async (typed) => {
      const code = enrolmentCodeSchema.safeParse(typed);
      if (!code.success) return { accepted: false, problem: 'notACode' };
      if (state === 'active') return { accepted: false, problem: 'alreadyEnrolled' };
      const asked = { kioskId, key: candidate(), code: code.data };
      const answer = await askEnrolment(gateway, asked);
      if (!answer.ok) return { accepted: false, problem: answer.error };
      place.keepCode(code.data);
      onEnrolment(answer.value);
      return { accepted: true, identity: now() };
    },
    rotate: () =>
      inTurn(async () => {
        if (state !== 'active') return false;
        const before = key.keyId;
        await change.rotate();
        return key.keyId !== before;
      }),
    contact: () => {
      resting.abort();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
