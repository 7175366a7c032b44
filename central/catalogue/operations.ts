import { signedCatalogueSchema } from '../../contract/catalogue.ts';
import { json } from '../http/answer.ts';
import type { OperationDeps } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import type { CatalogueKey } from '../keys.ts';
import { issueCatalogue } from './issue.ts';

/** Unsigned requests: the catalogue is public, and its own signature says whose it is. */
export const catalogueOperation = (
  { clock, catalogue }: OperationDeps,
  catalogueKey: CatalogueKey,
): Operation =>
  operation({
    method: 'GET',
    path: '/v1/catalogue',
    schema: {
      operationId: 'getCatalogue',
      summary: 'The services that can be paid, signed by central',
      response: answers({ 200: ['The signed catalogue', signedCatalogueSchema] }, []),
    },
    handle: () =>
      json(signedCatalogueSchema, issueCatalogue(catalogueKey, clock.wallMs(), catalogue)),
  });
