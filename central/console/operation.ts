import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Role } from '../../contract/console.ts';
import type { Answer, FileAnswer } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { mayAct } from './options.ts';
import { sendConsoleProblem } from './problems.ts';
import type { Session } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever is signed in; `null` outside of the operators' page. */
    staff: Session | null;
  }
}

type Asked<P, B, Q> = {
  readonly staff: Session;
  readonly params: P;
  readonly body: B;
  readonly query: Q;
};

export type ConsoleOperation = {
  readonly method: 'GET' | 'POST';
  /** Below `/console/api`. */
  readonly path: string;
  /** The least that may. */
  readonly role: Role;
  readonly schema: {
    readonly params?: z.ZodType;
    readonly body?: z.ZodType;
    readonly querystring?: z.ZodType;
  };
  readonly handle: (asked: Asked<unknown, unknown, unknown>) => Promise<Answer | FileAnswer>;
};

/** One thing that people at desks may ask or do; its handler sees the types of its schema. */
export const consoleOperation = <
  P extends z.ZodType,
  B extends z.ZodType,
  Q extends z.ZodType,
>(typed: {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly role: Role;
  readonly schema?: { readonly params?: P; readonly body?: B; readonly querystring?: Q };
  readonly handle: (
    asked: Asked<z.output<P>, z.output<B>, z.output<Q>>,
  ) => Promise<Answer | FileAnswer>;
}): ConsoleOperation => ({
  ...typed,
  schema: typed.schema ?? {},
  // Fastify has parsed it with this very schema.
  handle: (asked) => typed.handle(asked as Asked<z.output<P>, z.output<B>, z.output<Q>>),
});

export const mountConsole = (app: App, operation: ConsoleOperation): void => {
  const { method, path, role, schema, handle } = operation;
  app.route({
    method,
    url: `/console/api${path}`,
    schema: { ...schema, hide: true },
    preValidation: async (request: FastifyRequest, reply: FastifyReply) =>
      request.staff !== null && mayAct(request.staff.role, role)
        ? undefined
        : sendConsoleProblem(reply, 'notAllowed'),
    handler: async ({ staff, params, body, query }, reply) => {
      if (staff === null) return sendConsoleProblem(reply, 'notSignedIn');
      const { status, type, text, headers = {} } = await handle({ staff, params, body, query });
      void reply.code(status).headers(headers);
      return text === null
        ? reply.send()
        : reply.type(type).send(typeof text === 'string' ? text : Buffer.from(text));
    },
  });
};
