import { type Service, signedCatalogueSchema } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { App } from '../http/app.ts';
import { answers } from '../http/zod-contract.ts';
import type { CatalogueKey } from '../keys.ts';
import { issueCatalogue } from './issue.ts';

/** Unsigned requests: the catalogue is public, and its own signature says whose it is. */
export const catalogueRoutes = (
  app: App,
  deps: {
    readonly catalogueKey: CatalogueKey;
    readonly clock: Clock;
    readonly services: readonly Service[];
  },
): void => {
  app.get(
    '/v1/catalogue',
    {
      schema: {
        operationId: 'getCatalogue',
        summary: 'The services that can be paid, signed by central',
        response: answers({ 200: ['The signed catalogue', signedCatalogueSchema] }, []),
      },
    },
    () => issueCatalogue(deps.catalogueKey, deps.clock.wallMs(), deps.services),
  );
};
