/**
 * One of the quarter's replicas of central: the real gateway on PostgreSQL, but for its clock, which is
 * played, since 90 days cannot be waited for. `node rig/quarter/replica.ts DATABASE_URL PORT FOLDER`.
 */
import type { AddressInfo } from 'node:net';
import { Kysely } from 'kysely';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables } from '../../central/database/schema.ts';
import { ensureCatalogueKey } from '../../central/keys.ts';
import { buildServer } from '../../central/server.ts';
import { systemClock } from '../../contract/clock.ts';
import { deliveredMs } from './calendar.ts';
import { QUARTER_SERVICES } from './services.ts';

const [url = '', port = '0', folder = ''] = process.argv.slice(2);
let nowMs = deliveredMs(0);
const server = await buildServer({
  db: new Kysely<CentralTables>({
    dialect: postgresDialect(url, (error) => process.stderr.write(`${error.message}\n`)),
  }),
  catalogueKey: ensureCatalogueKey(folder),
  clock: { ...systemClock, wallMs: () => nowMs },
  catalogue: { version: 1, services: QUARTER_SERVICES },
  log: process.stderr,
});
server.log.level = 'warn';
// Fastify hands all of it on to Node's own `listen`, which its type does not say.
const address = { host: '127.0.0.1', port: Number(port), reusePort: true };
await server.listen(address);

for (const end of ['disconnect', 'SIGTERM']) process.on(end, () => process.exit(0));
process.on('message', (told: { readonly day: number }) => {
  nowMs = deliveredMs(told.day);
  process.send?.({ day: told.day });
});
process.send?.({ port: (server.server.address() as AddressInfo).port });
