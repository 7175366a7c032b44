import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Service } from '../../contract/catalogue.ts';
import type { CatalogueFile } from '../catalogue/services.ts';
import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { Database } from '../database/schema.ts';
import type { Store } from '../store/port.ts';

/** The server as our routes see it. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What the gateway's operations need, wherever they run. */
export type OperationDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly services: readonly Service[];
  readonly catalogue: CatalogueFile;
};

/** What routes need that run over tables of their own. */
export type RouteDeps = OperationDeps & { readonly db: Database };

/** Marks an operation of the OpenAPI document as signed by a kiosk. */
export const SIGNED = [{ kioskSignature: [] }];
