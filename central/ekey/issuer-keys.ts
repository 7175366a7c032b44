import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keysSchema = z.object({
  keys: z.array(
    z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() }),
  ),
});
type Keys = ReadonlyMap<string, JsonWebKey>;

const FRESH_MS = 10 * 60_000;
/** A made-up key id must not make us ask the issuer at every request. */
const ASK_AGAIN_MS = 30_000;
const TIMEOUT_MS = 5_000;

export type IssuerKeys = {
  /** The key of this id; `null`: there is none. Rejects where the issuer cannot be asked. */
  readonly find: (kid: string) => Promise<JsonWebKey | null>;
};

/** The issuer's signing keys, asked for when they are needed and kept for ten minutes. */
export const createIssuerKeys = (deps: {
  readonly issuer: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}): IssuerKeys => {
  const { issuer, clock, fetch: send = fetch } = deps;
  let known: { readonly keys: Keys; readonly atMs: number } | null = null;
  let asking: Promise<Keys> | null = null;

  const getJson = async (url: string): Promise<unknown> => {
    const response = await send(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the issuer answered ${String(response.status)}`);
    return response.json();
  };
  const ask = async (): Promise<Keys> => {
    const metadata = metadataSchema.parse(
      await getJson(`${issuer.replace(/\/+$/u, '')}/.well-known/openid-configuration`),
    );
    if (metadata.issuer !== issuer) throw new Error('the metadata is another issuer’s');
    if (issuer.startsWith('https:') && !metadata.jwks_uri.startsWith('https:'))
      throw new Error('the keys do not come over https');
    const { keys } = keysSchema.parse(await getJson(metadata.jwks_uri));
    const signing = keys.filter(({ use }) => use === undefined || use === 'sig');
    const byId = new Map(signing.map((key) => [key.kid ?? '', key as JsonWebKey]));
    known = { keys: byId, atMs: clock.monotonicMs() };
    return byId;
  };
  const asked = (): Promise<Keys> => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    find: async (kid) => {
      const ageMs = known === null ? Infinity : clock.monotonicMs() - known.atMs;
      const kept = ageMs < FRESH_MS ? (known?.keys.get(kid) ?? null) : null;
      if (kept !== null || ageMs < ASK_AGAIN_MS) return kept;
      return (await asked()).get(kid) ?? null;
    },
  };
};
