import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { Database } from '../database/schema.ts';

/** The server as our routes see it. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type RouteDeps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly services: readonly Service[];
};

/** Marks an operation of the OpenAPI document as signed by a kiosk. */
export const SIGNED = [{ kioskSignature: [] }];
