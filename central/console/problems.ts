import type { FastifyReply } from 'fastify';
import type { ConsoleProblem } from '../../contract/console.ts';
import { type Answer, PROBLEM_TYPE } from '../http/answer.ts';

const KINDS: Readonly<Record<ConsoleProblem['code'], { status: number; title: string }>> = {
  notSignedIn: { status: 401, title: 'Nobody is signed in' },
  notAllowed: { status: 403, title: 'The role does not allow it' },
  notFromHere: { status: 403, title: 'The request does not come from the operators’ own page' },
  notFound: { status: 404, title: 'There is nothing here' },
  changed: { status: 409, title: 'Somebody was faster: it is not as it was shown any more' },
  badRequest: { status: 400, title: 'The request is not understood' },
  tooMany: { status: 429, title: 'Too many requests' },
};

export const consoleProblem = (code: ConsoleProblem['code']): Answer => {
  const said: ConsoleProblem = { type: 'about:blank', ...KINDS[code], code };
  return { status: said.status, type: PROBLEM_TYPE, text: JSON.stringify(said) };
};

export const sendConsoleProblem = (
  reply: FastifyReply,
  code: ConsoleProblem['code'],
): FastifyReply => {
  const { status, type, text } = consoleProblem(code);
  return reply.code(status).type(type).send(text);
};
