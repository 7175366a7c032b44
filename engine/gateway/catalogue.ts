import { createPublicKey, verify } from 'node:crypto';
import {
  catalogueSchema,
  signedCatalogueSchema,
  type Catalogue,
  type Service,
  type SignedCatalogue,
} from '../../contract/catalogue.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { MessageChannel } from '../../contract/receipt-message.ts';
import type { Tawasul } from '../../contract/tawasul.ts';
import type { Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

export type CatalogueProblem = 'badSignature' | 'malformed' | 'older' | 'expired';

/** Central's signature, form, expiry; and never an older version than the one in force. */
export const verifyCatalogue = (
  signed: SignedCatalogue,
  deps: { readonly publicKey: string; readonly wallMs: number; readonly inForce: Catalogue | null },
): Result<Catalogue, CatalogueProblem> => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: deps.publicKey },
    format: 'jwk',
  });
  const good = verify(
    null,
    Buffer.from(signed.catalogue, 'utf8'),
    key,
    Buffer.from(signed.signature, 'base64url'),
  );
  if (!good) return fail('badSignature');
  const parsed = catalogueSchema.safeParse(parse(signed.catalogue));
  if (!parsed.success) return fail('malformed');
  if (deps.inForce !== null && parsed.data.version < deps.inForce.version) return fail('older');
  if (Date.parse(parsed.data.expiresAt) <= deps.wallMs) return fail('expired');
  return ok(parsed.data);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export type CatalogueStore = {
  readonly services: () => readonly Service[];
  readonly service: (id: string) => Service | null;
  /** Those of today. */
  readonly notices: () => readonly Bilingual[];
  /** Who can be written to; `null`: nobody. */
  readonly tawasul: () => Tawasul | null;
  /** By what receipts can be sent. */
  readonly messages: () => readonly MessageChannel[];
  /** Words as written, with all their vowels. */
  readonly said: () => Readonly<Record<string, string>>;
  /** Takes a newly fetched one, or says why the last good one stays. */
  /** Of the one in force. */
  readonly version: () => number | null;
  readonly offer: (signed: SignedCatalogue) => Result<Catalogue, CatalogueProblem>;
};

const BAHRAIN_AHEAD_MS = 3 * 3_600_000;
/** The day's ISO date in Bahrain, which knows no summer time. */
const dayInBahrain = (wallMs: number): string =>
  new Date(wallMs + BAHRAIN_AHEAD_MS).toISOString().slice(0, 10);

/** The catalogue in force: the last good one, kept over restarts, refused once expired. */
export const createCatalogueStore = (deps: {
  readonly clock: Clock;
  readonly publicKey: string;
  readonly kept: string | null;
  readonly keep: (text: string) => void;
}): CatalogueStore => {
  let inForce: Catalogue | null = null;
  const offer = (signed: SignedCatalogue): Result<Catalogue, CatalogueProblem> => {
    const verified = verifyCatalogue(signed, {
      publicKey: deps.publicKey,
      wallMs: deps.clock.wallMs(),
      inForce,
    });
    if (verified.ok) {
      const news = inForce?.version !== verified.value.version;
      inForce = verified.value;
      if (news) deps.keep(JSON.stringify(signed));
    }
    return verified;
  };
  if (deps.kept !== null) {
    const stored = signedCatalogueSchema.safeParse(parse(deps.kept));
    // A stored one that no longer verifies (expired, another key) leaves the kiosk without services
    // until the gateway answers: the screen says so.
    const taken = stored.success ? offer(stored.data) : null;
    if (taken?.ok !== true) inForce = null;
  }
  const current = (): Catalogue | null =>
    inForce !== null && Date.parse(inForce.expiresAt) > deps.clock.wallMs() ? inForce : null;
  const services = (): readonly Service[] => current()?.services ?? [];
  return {
    services,
    service: (id) => services().find((s) => s.id === id) ?? null,
    notices: () => {
      const today = dayInBahrain(deps.clock.wallMs());
      return (current()?.notices ?? [])
        .filter(({ from, until }) => from <= today && today <= until)
        .map(({ text }) => text);
    },
    tawasul: () => current()?.tawasul ?? null,
    messages: () => current()?.messages ?? [],
    said: () => current()?.said ?? {},
    version: () => current()?.version ?? null,
    offer,
  };
};
