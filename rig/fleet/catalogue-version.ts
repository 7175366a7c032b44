import { signedCatalogueSchema } from '../../contract/catalogue.ts';
import { systemClock } from '../../contract/clock.ts';
import { verifyCatalogue } from '../../engine/gateway/catalogue.ts';
import { RigError } from '../processes/rig-error.ts';

/** The version of the catalogue that central gives out, its signature verified. Rejects with `RigError`. */
export const askCatalogueVersion = async (url: string, publicKey: string): Promise<number> => {
  const signed = signedCatalogueSchema.parse(await (await fetch(`${url}/v1/catalogue`)).json());
  const verified = verifyCatalogue(signed, {
    publicKey,
    wallMs: systemClock.wallMs(),
    inForce: null,
  });
  if (!verified.ok) throw new RigError(`Central's catalogue is not good: ${verified.error}.`);
  return verified.value.version;
};
