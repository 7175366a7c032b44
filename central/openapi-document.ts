import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { systemClock } from '../contract/clock.ts';
import type { CentralTables } from './database/schema.ts';
import { buildServer } from './server.ts';

/** The gateway's OpenAPI document as text, ending in a newline. Needs no database. */
export const openApiDocument = async (): Promise<string> => {
  const server = await buildServer({
    db: new Kysely<CentralTables>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
    catalogueKey: { publicKey: '', keyId: '', sign: () => '' },
    clock: systemClock,
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  return `${JSON.stringify(document, null, 2)}\n`;
};
