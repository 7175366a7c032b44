import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../contract/clock.ts';

/** Keeps a body's exact bytes beside its JSON: the digest a kiosk signed is of the bytes. */
export const keepRawBody = (app: FastifyInstance): void => {
  app.decorateRequest('rawBody', null);
  app.decorateRequest('kioskId', '');
  app.decorateRequest('revoked', false);
  app.decorateRequest('operator', '');
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    request.rawBody = bytes;
    void parseJson(request, bytes.toString('utf8'), done);
  });
};

/** `Date` by the injected clock, from which a kiosk learns how wrong its own is; and nothing is cached. */
export const stampReplies = (app: FastifyInstance, clock: Clock): void => {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(clock.wallMs()).toUTCString());
    void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
  });
};

/** One line a request: which operation by which kiosk, never its address, body or headers. */
export const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      route: `${request.method} ${request.routeOptions.url ?? '(none)'}`,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.kioskId === '' ? {} : { kioskId: request.kioskId }),
    });
  });
};

const NOT_HTTP = JSON.stringify({
  type: 'about:blank',
  title: 'The request is not understood',
  status: 400,
  code: 'badRequest',
});

/** What is not HTTP at all still gets an answer in our form, and the connection ends. */
export const refuseNotHttp = (_error: Error, socket: Socket): void => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json\r\n' +
      `content-length: ${String(Buffer.byteLength(NOT_HTTP))}\r\n\r\n${NOT_HTTP}`,
  );
};
