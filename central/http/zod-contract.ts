import type { FastifySchema } from 'fastify';
import type { z } from 'zod';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import { gatewayProblemSchema } from '../../contract/gateway.ts';
import { PROBLEMS } from '../problems.ts';

/**
 * Checks an answer against its schema, leaving out what the schema does not name. The type
 * provider's own serialiser encodes, which zod refuses for one-way transforms such as `Fils`.
 */
export const serializerCompiler =
  ({ schema }: { schema: unknown }) =>
  (data: unknown): string =>
    JSON.stringify((schema as z.ZodType).parse(data));

export type Answer = { description: string; content?: Record<string, { schema: z.ZodType }> };

const success = (description: string, schema: z.ZodType | null): Answer =>
  schema === null ? { description } : { description, content: { 'application/json': { schema } } };

const problem = (description: string, schema: z.ZodType): Answer => ({
  description,
  content: { 'application/problem+json': { schema } },
});

/** What the gateway says when it fails itself: a problem without a code. */
export const failureSchema = gatewayProblemSchema.omit({ code: true, detail: true });

/** The answers of one route: its successes by status (`null`: no body), and the problems it may end in. */
export const answers = (
  successes: Readonly<Record<number, readonly [string, z.ZodType | null]>>,
  problems: readonly GatewayProblemCode[],
): FastifySchema['response'] => {
  const byStatus: Record<number | string, Answer> = {};
  for (const [status, [description, schema]] of Object.entries(successes))
    byStatus[Number(status)] = success(description, schema);
  // Whoever must sign may be told to come later.
  const later = problems.includes('notAuthenticated') && !problems.includes('rateLimited');
  const signed = problems.includes('notAuthenticated')
    ? (['notEnrolled', 'kioskRevoked'] as const)
    : [];
  for (const code of [...problems, ...signed, ...(later ? (['rateLimited'] as const) : [])]) {
    const { status, title } = PROBLEMS[code];
    const known = byStatus[status];
    const text = `\`${code}\`: ${title}`;
    byStatus[status] = problem(
      known === undefined ? text : `${known.description}; ${text}`,
      gatewayProblemSchema,
    );
  }
  if (problems.includes('badRequest'))
    for (const [status, what] of [
      [413, 'the body is too large'],
      [415, 'the body is not JSON'],
    ] as const)
      byStatus[status] = problem(`\`badRequest\`: ${what}`, gatewayProblemSchema);
  byStatus['5xx'] = problem('No code: nothing is said of any payment; ask again', failureSchema);
  return byStatus;
};
