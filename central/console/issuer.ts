/** Staff's issuer over OpenID Connect: authorisation code with PKCE. */
import * as oauth from 'openid-client';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { ConsoleOptions } from './options.ts';

/** What the browser's way there and back hangs together by. */
export type Begun = { readonly state: string; readonly verifier: string; readonly nonce: string };
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export type StaffIssuer = {
  /** The issuer's page for this sign-in; `away`: it does not answer. `again`: ask even whom it knows. */
  readonly begin: (
    redirectUri: string,
    again: boolean,
  ) => Promise<Result<Begun & { readonly url: string }, 'away'>>;
  /** The ID token's claims; `refused`: this answer belongs to no sign-in that holds. */
  readonly finish: (came: URL, begun: Begun) => Promise<Result<Claims, 'refused' | 'away'>>;
};

const TIMEOUT_S = 10;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/u;

export const staffIssuer = (options: ConsoleOptions['issuer']): StaffIssuer => {
  let found: Promise<oauth.Configuration> | null = null;
  const discover = async (): Promise<oauth.Configuration> => {
    const secret = options.clientSecret;
    const configuration = await oauth.discovery(
      new URL(options.url),
      options.clientId,
      undefined,
      secret === null ? oauth.None() : oauth.ClientSecretPost(secret),
      {
        timeout: TIMEOUT_S,
        execute: LOOPBACK.test(options.url) ? [oauth.allowInsecureRequests] : [],
      },
    );
    return configuration;
  };
  /** Found once; what failed is tried again. */
  const known = (): Promise<oauth.Configuration> =>
    (found ??= discover().catch((error: unknown) => {
      found = null;
      throw error;
    }));
  return {
    begin: async (redirectUri, again) => {
      let configuration: oauth.Configuration;
      try {
        configuration = await known();
      } catch {
        return fail('away');
      }
      const begun = {
        state: oauth.randomState(),
        verifier: oauth.randomPKCECodeVerifier(),
        nonce: oauth.randomNonce(),
      };
      const url = oauth.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        response_type: 'code',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login' } : {}),
      });
      return ok({ ...begun, url: url.href });
    },
    finish: async (came, begun) => {
      try {
        const tokens = await oauth.authorizationCodeGrant(await known(), came, {
          pkceCodeVerifier: begun.verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        return claims === undefined ? fail('refused') : ok(claims);
      } catch (error) {
        const isAway =
          error instanceof oauth.ResponseBodyError
            ? error.status >= 500
            : error instanceof TypeError || (error as Error).name === 'TimeoutError';
        return fail(isAway ? 'away' : 'refused');
      }
    },
  };
};
