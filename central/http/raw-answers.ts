import type { FastifyReply } from 'fastify';

/** Sends a stored JSON text exactly as it is, past every serialiser. */
export const sendStored = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(text);

/** Done, and nothing to say. */
export const sendNothing = (reply: FastifyReply): FastifyReply => reply.code(204).send();
