import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayProblem, GatewayProblemCode } from '../contract/gateway.ts';
import { type Answer, PROBLEM_TYPE } from './http/answer.ts';

type Kind = { readonly status: number; readonly title: string };

/** The closed list of typed errors. An answer without one of these codes is the network's, not ours. */
export const PROBLEMS: Readonly<Record<GatewayProblemCode, Kind>> = {
  badRequest: { status: 400, title: 'The request is not understood' },
  notAuthenticated: { status: 401, title: 'The request is not signed by an enrolled kiosk' },
  notFound: { status: 404, title: 'There is nothing here' },
  unknownReference: { status: 404, title: 'The reference is not known' },
  unknownService: { status: 404, title: 'The service is not known' },
  billHeld: { status: 409, title: 'A bill is being paid elsewhere' },
  billNotDue: { status: 409, title: 'A bill is not due, or due differently' },
  documentDiffers: { status: 409, title: 'Another document is recorded under this id' },
  documentInvalid: { status: 422, title: 'The signed document is not acceptable' },
  rateLimited: { status: 429, title: 'Too many tries' },
  signInRefused: { status: 403, title: 'The sign-in does not hold here' },
  tooMany: { status: 409, title: 'There are as many as there may be' },
  notEnrolled: { status: 401, title: 'The kiosk is not enrolled' },
  kioskRevoked: { status: 403, title: 'The kiosk is revoked' },
  paymentQuarantined: { status: 409, title: 'The payment is kept apart until people decide of it' },
  enrolmentRefused: { status: 403, title: 'The code does not enrol this kiosk' },
  issuerAway: { status: 424, title: 'The sign-in cannot be checked just now' },
};

/** A typed problem (RFC 9457). `detail` never carries personal data. */
export const problem = (
  code: GatewayProblemCode,
  detail?: string,
  status = PROBLEMS[code].status,
): Answer => {
  const said: GatewayProblem = {
    type: 'about:blank',
    title: PROBLEMS[code].title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  };
  return { status, type: PROBLEM_TYPE, text: JSON.stringify(said) };
};

/** Answers with a typed problem. */
export const sendProblem = (
  reply: FastifyReply,
  code: GatewayProblemCode,
  detail?: string,
  status?: number,
): FastifyReply => {
  const answer = problem(code, detail, status);
  return reply.code(answer.status).type(answer.type).send(answer.text);
};

/** An answer without a code: it says nothing about any payment, and kiosks ask again. */
export const untypedProblem = (status: number): string =>
  JSON.stringify({
    type: 'about:blank',
    title: status === 503 ? 'Not available just now' : 'The gateway failed',
    status,
  });

/** What Fastify and our own bugs throw. Neither messages nor stacks reach the caller. */
export const onError = (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return sendProblem(reply, 'badRequest', whatWasWrong(error), status);
  // Only name, code and frames: a database's message may quote the row it stumbled over.
  request.log.error({
    failed: error.name,
    code: error.code,
    route: request.routeOptions.url,
    frames: (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')),
  });
  const answer = status === 503 ? 503 : 500;
  return reply.code(answer).type(PROBLEM_TYPE).send(untypedProblem(answer));
};

/** Names fields, never what stood in them. */
const whatWasWrong = (error: FastifyError): string => {
  if (error.validation === undefined) return 'The body or address could not be read.';
  const paths = error.validation.map(
    (issue) => `${error.validationContext ?? 'request'}${issue.instancePath}`,
  );
  return `Not as the contract says: ${[...new Set(paths)].slice(0, 10).join(', ')}`;
};
