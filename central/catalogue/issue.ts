import { type Service, type SignedCatalogue, catalogueSchema } from '../../contract/catalogue.ts';
import type { CatalogueKey } from '../keys.ts';
import { OWN_CATALOGUE, type CatalogueFile } from './services.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VALID_DAYS = 30;

/** Central signs the codes of bills that are printed through it; a ministry's own keys stay. */
const withOwnKey = (service: Service, { keyId, publicKey }: CatalogueKey): Service =>
  service.offline.kind === 'signedBill'
    ? {
        ...service,
        offline: { ...service.offline, keys: [...service.offline.keys, { keyId, publicKey }] },
      }
    : service;

/**
 * The catalogue as signed at `nowMs`. It is issued once a day, so that everybody gets the same text,
 * and an hour into it, so that a kiosk whose clock is a little behind is not shown the future.
 */
export const issueCatalogue = (
  key: CatalogueKey,
  nowMs: number,
  { version, services, notices, tawasul, messages, said }: CatalogueFile = OWN_CATALOGUE,
): SignedCatalogue => {
  const issuedMs = Math.floor((nowMs - HOUR_MS) / DAY_MS) * DAY_MS;
  const catalogue = JSON.stringify(
    catalogueSchema.parse({
      version,
      issuedAt: new Date(issuedMs).toISOString(),
      expiresAt: new Date(issuedMs + VALID_DAYS * DAY_MS).toISOString(),
      ...(notices === undefined ? {} : { notices }),
      ...(tawasul === undefined ? {} : { tawasul }),
      ...(messages === undefined ? {} : { messages }),
      ...(said === undefined ? {} : { said }),
      services: services.map((service) => withOwnKey(service, key)),
    }),
  );
  return { catalogue, keyId: key.keyId, signature: key.sign(catalogue) };
};
