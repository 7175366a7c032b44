import type { Clock } from '../../contract/clock.ts';
import type { IntentProblem } from '../../contract/engine-api.ts';
import type { Language } from '../../contract/language.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Gateway } from '../gateway/client.ts';
import type { EKeyFailure, Issuer } from '../ekey/issuer.ts';
import { startSignIn, type Session, type SignIn } from '../ekey/sign-in.ts';
import { belongsToSignIn, duesNotice } from './ekey-steps.ts';
import { findDues } from './find-dues.ts';
import type { Position } from './position.ts';
import type { NoticeKind } from '../../contract/view.ts';

export type EKeyDesk = {
  /** From the services to a code for the phone. */
  readonly signIn: () => IntentProblem | null;
  /** The masked name is theirs. */
  readonly thatIsMe: () => IntentProblem | null;
  /** *Try again* from a notice; `false`: it leads somewhere that is not ours. */
  readonly retry: (to: Position) => boolean;
  /** After every move: whoever has left the sign-in is signed out. */
  readonly moved: () => void;
  readonly stop: () => void;
};

export type EKeyDeskDeps = {
  /** `null`: this kiosk offers no sign-in. */
  readonly issuer: Issuer | null;
  readonly gateway: Gateway;
  readonly gatewayOnline: () => boolean;
  readonly cardsAccepted: () => boolean;
  readonly catalogue: CatalogueStore;
  readonly clock: Clock;
  readonly language: () => Language;
  readonly position: () => Position;
  readonly moveTo: (position: Position) => void;
  readonly changed: () => void;
  readonly onBug: (cause: unknown) => void;
};

const NOTICE: Record<EKeyFailure, NoticeKind> = {
  away: 'eKeyAway',
  refused: 'eKeyRefused',
  expired: 'eKeyExpired',
};
/** The code's remaining time is shown in minutes. */
const MINUTE_MS = 60_000;

/** The part of a visit that signs a person in and out. */
export const createEKeyDesk = (deps: EKeyDeskDeps): EKeyDesk => {
  const { issuer, clock } = deps;
  /** The code that is waited for, and whoever it let in. One of each at most. */
  let waiting: SignIn | null = null;
  let session: Session | null = null;
  let stopTicking: () => void = () => undefined;

  const signOut = (): void => {
    waiting?.cancel();
    waiting = null;
    session?.signOut();
    session = null;
    stopTicking();
  };

  const tick = (): void => {
    stopTicking = clock.after(MINUTE_MS, () => {
      if (deps.position().at !== 'signIn') return;
      deps.changed();
      tick();
    });
  };

  const failed = (why: EKeyFailure): void => {
    deps.moveTo(
      duesNotice(NOTICE[why], { back: { at: 'services' }, retry: { at: 'signIn', code: null } }),
    );
  };

  const begin = (): void => {
    if (issuer === null) return;
    signOut();
    const mine = startSignIn(deps.language(), { issuer, clock, onBug: deps.onBug });
    waiting = mine;
    deps.moveTo({ at: 'signIn', code: null });
    mine.code
      .then((code) => {
        if (waiting !== mine || !code.ok) return;
        const endsAtMs = clock.monotonicMs() + code.value.expiresInMs;
        deps.moveTo({ at: 'signIn', code: { ...code.value, endsAtMs } });
        tick();
      })
      .catch(deps.onBug);
    mine.ended
      .then((ended) => {
        if (waiting !== mine) {
          if (ended.ok) ended.value.signOut();
          return;
        }
        waiting = null;
        stopTicking();
        if (!ended.ok) {
          failed(ended.error);
          return;
        }
        session = ended.value;
        deps.moveTo({ at: 'signedIn', session });
      })
      .catch(deps.onBug);
  };

  const find = (mine: Session): void => {
    const step: Position = { at: 'findingDues', session: mine };
    deps.moveTo(step);
    findDues(mine, deps).then((next) => {
      if (deps.position() === step) deps.moveTo(next);
    }, deps.onBug);
  };

  return {
    signIn: () => {
      if (deps.position().at !== 'services') return 'notOnThisScreen';
      if (issuer === null || !deps.gatewayOnline() || !deps.cardsAccepted()) return 'notAllowed';
      begin();
      return null;
    },
    thatIsMe: () => {
      const position = deps.position();
      if (position.at !== 'signedIn') return 'notOnThisScreen';
      find(position.session);
      return null;
    },
    retry: (to) => {
      if (to.at === 'signIn') begin();
      else if (to.at === 'findingDues') find(to.session);
      else return false;
      return true;
    },
    moved: () => {
      if (!belongsToSignIn(deps.position())) signOut();
    },
    stop: signOut,
  };
};
