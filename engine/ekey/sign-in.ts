import type { Clock } from '../../contract/clock.ts';
import type { Language } from '../../contract/language.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { DeviceCode, EKeyFailure, Issuer, Tokens } from './issuer.ts';

/** RFC 8628 §3.5: at each `slow_down` so much longer. */
const SLOWER_MS = 5_000;
/** The code still holds: one answer that went missing ends nothing. */
const PATIENCE = 3;

/** Somebody who signed in at this visit. */
export type Session = {
  readonly maskedName: Tokens['maskedName'];
  /** `null` after the sign-out. */
  readonly accessToken: () => string | null;
  /** Forgets the tokens at once and has the issuer revoke them. */
  readonly signOut: () => void;
};

/** One code and what becomes of it. */
export type SignIn = {
  readonly code: Promise<Result<DeviceCode, EKeyFailure>>;
  readonly ended: Promise<Result<Session, EKeyFailure>>;
  /** No further question is sent; tokens that arrive all the same are revoked unseen. */
  readonly cancel: () => void;
};

export type SignInDeps = {
  readonly issuer: Issuer;
  readonly clock: Clock;
  readonly onBug: (cause: unknown) => void;
};

const sessionOf = (tokens: Tokens, { issuer, onBug }: SignInDeps): Session => {
  let held: Tokens | null = tokens;
  return {
    maskedName: tokens.maskedName,
    accessToken: () => held?.accessToken ?? null,
    signOut: () => {
      if (held === null) return;
      const given = held;
      held = null;
      issuer.revoke(given).then(() => undefined, onBug);
    },
  };
};

/** Asks for a code and, at the issuer's pace, whether it was confirmed on the phone. */
export const startSignIn = (language: Language, deps: SignInDeps): SignIn => {
  const { issuer, clock } = deps;
  let cancelled = false;
  let wake = (): void => undefined;

  const waited = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = clock.after(ms, resolve);
      wake = () => {
        stop();
        resolve();
      };
    });

  const asked = async (code: DeviceCode): Promise<Result<Session, EKeyFailure>> => {
    const endsAtMs = clock.monotonicMs() + code.expiresInMs;
    let intervalMs = code.intervalMs;
    let missed = 0;
    for (;;) {
      if (isCancelled()) return fail('expired');
      await waited(Math.min(intervalMs, Math.max(0, endsAtMs - clock.monotonicMs())));
      if (cancelled) return fail('expired');
      if (clock.monotonicMs() >= endsAtMs) return fail('expired');
      const answer = await issuer.poll(code);
      if (answer.kind === 'granted') {
        const session = sessionOf(answer.tokens, deps);
        if (!isCancelled()) return ok(session);
        session.signOut();
        return fail('expired');
      }
      if (answer.kind === 'slowDown') intervalMs += SLOWER_MS;
      if (answer.kind === 'failed') {
        missed += 1;
        if (answer.why !== 'away' || missed >= PATIENCE) return fail(answer.why);
        // RFC 8628 §3.5: after a time-out it is asked less often.
        intervalMs *= 2;
      } else missed = 0;
    }
  };
  const isCancelled = (): boolean => cancelled;

  const code = issuer.begin(language);
  return {
    code,
    ended: code.then((given) => (given.ok ? asked(given.value) : given)),
    cancel: () => {
      cancelled = true;
      wake();
    },
  };
};
