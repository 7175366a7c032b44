import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App } from '../http/app.ts';

/** Where `npm run build` puts it. */
export const CONSOLE_PAGE = join(import.meta.dirname, '../../dist/console');
const YEAR_S = 31_536_000;

/** The page's files; every address without a file of its own is the page itself, which reads it. */
export const mountPage = async (app: App, folder: string): Promise<void> => {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  app.get('/console', { schema: { hide: true } }, (_request, reply) =>
    reply.redirect('/console/', 308),
  );
  app.get('/console/assets/:file', { schema: { hide: true } }, (request, reply) => {
    const { file } = request.params as { file: string };
    return reply.sendFile(file, join(folder, 'assets'));
  });
  app.get('/console/*', { schema: { hide: true } }, (_request, reply) =>
    reply.sendFile('index.html'),
  );
  // Their names are made of their content.
  app.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.url === '/console/assets/:file' && reply.statusCode === 200)
      void reply.header('cache-control', `public, max-age=${String(YEAR_S)}, immutable`);
  });
};
