/** The eKey issuer over OAuth 2.0: device flow (RFC 8628), tokens bound to this kiosk's key (RFC 9449). */
import { createPublicKey, type webcrypto } from 'node:crypto';
import * as oauth from 'openid-client';
import type { KioskConfig } from '../../contract/config.ts';
import { DUES_SCOPE } from '../../contract/dues.ts';
import type { Bilingual, Language } from '../../contract/language.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import { maskName } from './mask-name.ts';

/** `away`: no answer, or none that can be used. */
export type EKeyFailure = 'away' | 'refused' | 'expired';

export type DeviceCode = {
  /** For this process alone: whoever has it can ask for the tokens. */
  readonly secret: string;
  /** The phone's page with the code in it, the page alone, and the code. */
  readonly url: string;
  readonly page: string;
  readonly text: string;
  readonly expiresInMs: number;
  readonly intervalMs: number;
};

/** Tokens, and of the name only what may be shown. Lives in memory and nowhere else. */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly maskedName: Bilingual;
};

export type Poll =
  | { readonly kind: 'pending' | 'slowDown' }
  | { readonly kind: 'granted'; readonly tokens: Tokens }
  | { readonly kind: 'failed'; readonly why: EKeyFailure };

export type Issuer = {
  readonly begin: (language: Language) => Promise<Result<DeviceCode, EKeyFailure>>;
  /** Asks once whether the person has confirmed. */
  readonly poll: (code: DeviceCode) => Promise<Poll>;
  /** Takes the tokens back, as far as the issuer can. `false`: it did not answer, and they run out. */
  readonly revoke: (tokens: Tokens) => Promise<boolean>;
};

export type EKeyConfig = NonNullable<KioskConfig['eKey']>;

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const USUAL_INTERVAL_S = 5;
/** Nobody needs longer, whatever the issuer would allow. */
const LONGEST_S = 600;

const problemOf = (error: unknown): string =>
  error instanceof oauth.ResponseBodyError && error.status < 500 ? error.error : '';

/** An issuer that can open neither a page nor a code is of no use. */
const codeOf = (
  answer: oauth.DeviceAuthorizationResponse,
  issuer: string,
): Result<DeviceCode, EKeyFailure> => {
  const url = answer.verification_uri_complete ?? answer.verification_uri;
  const secure = issuer.startsWith('https:') ? /^https:\/\//u : /^https?:\/\//u;
  if (![url, answer.verification_uri].every((each) => secure.test(each) && each.length <= 600))
    return fail('away');
  return ok({
    secret: answer.device_code,
    url,
    page: answer.verification_uri,
    text: answer.user_code,
    expiresInMs: Math.min(answer.expires_in, LONGEST_S) * 1_000,
    intervalMs: (answer.interval ?? USUAL_INTERVAL_S) * 1_000,
  });
};

const tokensOf = (
  answer: oauth.TokenEndpointResponse & oauth.TokenEndpointResponseHelpers,
): Tokens => {
  const claims = answer.claims();
  const masked = (claim: string): string => {
    const value = claims?.[claim];
    return typeof value === 'string' ? maskName(value) : '';
  };
  const plain = masked('name');
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    maskedName: { ar: masked('name#ar') || plain, en: masked('name#en') || plain },
  };
};

/** Node's type of it names more usages than the browser's, for one and the same class. */
const webKey = (key: webcrypto.CryptoKey): CryptoKey => key as CryptoKey;

/** `place` is told to the person on the phone, so that they know which kiosk they let in. */
export const createIssuer = (deps: {
  readonly config: EKeyConfig;
  readonly key: KioskKey;
  readonly place: Bilingual;
}): Issuer => {
  const { config, key, place } = deps;
  let discovered: oauth.Configuration | null = null;
  let dPoP: oauth.DPoPHandle | null = null;
  let dPoPKeyId = '';

  const known = async (): Promise<oauth.Configuration> => {
    discovered ??= await oauth.discovery(
      new URL(config.issuer),
      config.clientId,
      undefined,
      oauth.None(),
      {
        timeout: config.timeoutMs / 1_000,
        execute: [
          oauth.enableNonRepudiationChecks,
          // The configuration allows http only in development, on loopback.
          ...(config.issuer.startsWith('http:') ? [oauth.allowInsecureRequests] : []),
        ],
      },
    );
    return discovered;
  };
  const proofs = (issuer: oauth.Configuration): oauth.DPoPHandle => {
    if (dPoPKeyId !== key.keyId) dPoP = null;
    dPoPKeyId = key.keyId;
    dPoP ??= oauth.getDPoPHandle(issuer, {
      privateKey: webKey(key.privateKey.toCryptoKey('Ed25519', false, ['sign'])),
      publicKey: webKey(createPublicKey(key.privateKey).toCryptoKey('Ed25519', true, ['verify'])),
    });
    return dPoP;
  };

  const pollOnce = async (code: DeviceCode): Promise<Poll> => {
    try {
      const issuer = await known();
      const answer = await oauth.genericGrantRequest(
        issuer,
        DEVICE_CODE,
        { device_code: code.secret, resource: config.resource },
        { DPoP: proofs(issuer) },
      );
      const tokens = tokensOf(answer);
      if (answer.token_type === 'dpop' && tokens.maskedName.en !== '')
        return { kind: 'granted', tokens };
      // Not bound to this kiosk, or nobody's: nothing that may be shown to anybody.
      await revoke(tokens);
      return { kind: 'failed', why: 'refused' };
    } catch (error) {
      switch (problemOf(error)) {
        case 'authorization_pending':
          return { kind: 'pending' };
        case 'slow_down':
          return { kind: 'slowDown' };
        case 'access_denied':
          return { kind: 'failed', why: 'refused' };
        case 'expired_token':
        case 'invalid_grant':
          return { kind: 'failed', why: 'expired' };
        default:
          return { kind: 'failed', why: 'away' };
      }
    }
  };
  const takenBack = async (token: string, hint: string): Promise<boolean> => {
    try {
      await oauth.tokenRevocation(await known(), token, { token_type_hint: hint });
      return true;
    } catch (error) {
      // Some issuers revoke no self-contained token: it is bound to this kiosk and soon over.
      return problemOf(error) === 'unsupported_token_type';
    }
  };
  const revoke = async ({ accessToken, refreshToken }: Tokens): Promise<boolean> => {
    const first = refreshToken === null || (await takenBack(refreshToken, 'refresh_token'));
    return (await takenBack(accessToken, 'access_token')) && first;
  };

  return {
    begin: async (language) => {
      try {
        const issuer = await known();
        return codeOf(
          await oauth.initiateDeviceAuthorization(issuer, {
            scope: `openid profile ${DUES_SCOPE}`,
            resource: config.resource,
            ui_locales: language,
            kiosk_place_ar: place.ar,
            kiosk_place_en: place.en,
          }),
          config.issuer,
        );
      } catch {
        // It may have moved its addresses: they are asked for anew the next time.
        discovered = null;
        dPoP = null;
        return fail('away');
      }
    },
    poll: pollOnce,
    revoke,
  };
};
