/**
 * Central for the returning crowd: the real gateway on PostgreSQL, which tells its admission's figures
 * when asked. `node rig/drain/replica.ts DATABASE_URL FOLDER admission|none`.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdmission, USUAL_LIMITS } from '../../central/http/admission.ts';
import { ensureCatalogueKey } from '../../central/keys.ts';
import { buildServer } from '../../central/server.ts';
import { systemClock } from '../../contract/clock.ts';
import { openDatabase } from '../quarter/prepare.ts';

const [url = '', folder = '', kind = 'admission'] = process.argv.slice(2);
const open = Number.MAX_SAFE_INTEGER;
const everybody = { person: open, payment: open, drain: open, health: open };
// Without admission the same counter stands there and refuses nobody.
const admission = createAdmission({
  clock: systemClock,
  random: (count) => randomBytes(count),
  limits:
    kind === 'none' ? { ...USUAL_LIMITS, running: everybody, waiting: everybody } : USUAL_LIMITS,
});
const server = await buildServer({
  db: openDatabase(url),
  catalogueKey: ensureCatalogueKey(folder),
  clock: systemClock,
  admission,
  log: process.stderr,
});
server.log.level = 'error';
await server.listen({ host: '127.0.0.1', port: 0, backlog: 16_384 });
for (const end of ['disconnect', 'SIGTERM']) process.on(end, () => process.exit(0));
process.on('message', () => process.send?.({ stats: admission.stats() }));
process.send?.({ port: (server.server.address() as AddressInfo).port });
