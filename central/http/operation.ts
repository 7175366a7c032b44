import type { FastifyReply, FastifySchema } from 'fastify';
import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { App } from './app.ts';

export type Asked<P, B> = {
  /** Whose signature was verified; empty where none is asked for. */
  readonly kioskId: string;
  /** Only ever where the operation hears revoked kiosks too. */
  readonly revoked: boolean;
  /** The operator whose signature was verified; empty elsewhere. */
  readonly operator: string;
  readonly params: P;
  readonly body: B;
};

/** One operation of the gateway, apart from what carries requests to it. */
export type Operation = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** `/v1/payments/:paymentId` */
  readonly path: string;
  readonly schema: Schema;
  readonly bodyLimit?: number;
  /** Also a revoked kiosk is heard, and the handler told so. */
  readonly evenRevoked?: true;
  /** Asked before address and body are looked at; an answer ends the request. */
  readonly gate?: (kioskId: string) => Answer | null;
  /** Gets what passed the schema. */
  readonly handle: (asked: Asked<unknown, unknown>) => Answer | Promise<Answer>;
};

type Schema<P extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> = FastifySchema & {
  readonly params?: P;
  readonly body?: B;
};

/** An operation whose handler sees the types of its schema. */
export const operation = <P extends z.ZodType, B extends z.ZodType>(
  typed: Omit<Operation, 'schema' | 'handle'> & {
    readonly schema: Schema<P, B>;
    readonly handle: (asked: Asked<z.output<P>, z.output<B>>) => Answer | Promise<Answer>;
  },
): Operation => ({
  ...typed,
  // Whoever carries a request here has parsed it with this very schema.
  handle: (asked) => typed.handle(asked as Asked<z.output<P>, z.output<B>>),
});

/** Makes the operation an address of the HTTP server. */
export const mount = (
  app: App,
  { method, path, schema, bodyLimit, evenRevoked, gate, handle }: Operation,
): void => {
  app.route({
    method,
    url: path,
    schema,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(evenRevoked === undefined ? {} : { config: { evenRevoked } }),
    ...(gate === undefined
      ? {}
      : {
          preValidation: (request, reply, done) => {
            const refused = gate(request.kioskId);
            if (refused === null) done();
            else sendAnswer(reply, refused);
          },
        }),
    handler: async ({ kioskId, revoked, operator, params, body }, reply) =>
      sendAnswer(reply, await handle({ kioskId, revoked, operator, params, body })),
  });
};

const sendAnswer = (reply: FastifyReply, { status, type, text, headers }: Answer): FastifyReply => {
  void reply.code(status);
  if (headers !== undefined) void reply.headers(headers);
  return text === null ? reply.send() : reply.type(type).send(text);
};
