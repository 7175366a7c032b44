import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { TRPCError } from '@trpc/server';
import { WebSocketServer, type WebSocket } from 'ws';
import { engineRouter, type EngineContext, type EngineService } from '../../contract/engine-api.ts';

export type ApiServer = {
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** A page's longest message: 20,000 typed characters and some. */
const MAX_MESSAGE_BYTES = 128 * 1024;
/** Close code of a page that another one with the token has replaced. */
export const SUPERSEDED = 4001;

const sameToken = (given: unknown, expected: string): boolean => {
  if (typeof given !== 'string') return false;
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * The loopback WebSocket. Host and Origin are checked before the upgrade, the token with the first
 * message; the newest page with the token controls the kiosk and the one before is told so.
 */
export const startApi = async (deps: {
  readonly service: EngineService;
  readonly token: string;
  readonly port: number;
  readonly origins: readonly string[];
}): Promise<ApiServer> => {
  const http = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here\n');
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(deps.port, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;

  const allowed = (request: IncomingMessage): boolean =>
    request.headers.host === host &&
    request.headers.origin !== undefined &&
    deps.origins.includes(request.headers.origin);

  const wss = new WebSocketServer({
    server: http,
    maxPayload: MAX_MESSAGE_BYTES,
    verifyClient: ({ req }: { req: IncomingMessage }) => allowed(req),
  });
  let controller: WebSocket | null = null;
  const handler = applyWSSHandler({
    wss,
    router: engineRouter,
    createContext: ({ res, info }): EngineContext => {
      const socket = res;
      if (!sameToken(info.connectionParams?.['token'], deps.token)) {
        throw new TRPCError({ code: 'UNAUTHORIZED', message: 'wrong token' });
      }
      if (controller !== null && controller !== socket) controller.close(SUPERSEDED, 'superseded');
      controller = socket;
      return {
        service: deps.service,
        controlling: () => controller === socket,
        connection: socket,
      };
    },
    keepAlive: { enabled: true, pingMs: 10_000, pongWaitMs: 5_000 },
  });

  return {
    url: `ws://${host}/`,
    close: async () => {
      handler.broadcastReconnectNotification();
      for (const socket of wss.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        wss.close(() => {
          http.close(() => {
            resolve();
          });
        });
      });
    },
  };
};
