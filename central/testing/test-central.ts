import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Dialect } from 'kysely';
import type { ConsoleOptions } from '../console/options.ts';
import { withTables } from '../database/open.ts';
import { pgliteDialect } from '../database/pglite.ts';
import type { Database } from '../database/schema.ts';
import { seedDemo } from '../demo/seed.ts';
import type { EKeyTrust } from '../ekey/operations.ts';
import { enrolKiosk } from '../identity/kiosks.ts';
import { type CatalogueKey, ensureCatalogueKey } from '../keys.ts';
import { buildServer } from '../server.ts';
import type { Store } from '../store/port.ts';
import { sqlStore } from '../store/sql/store.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { type KioskClient, makeKiosk } from './kiosk-client.ts';

export type TestCentral = {
  readonly url: string;
  readonly db: Database;
  readonly store: Store;
  readonly clock: HandClock;
  readonly catalogueKey: CatalogueKey;
  /** Everything logged so far. */
  readonly log: () => string;
  /** An enrolled kiosk. */
  readonly kiosk: (kioskId: string) => Promise<KioskClient>;
  readonly stop: () => Promise<void>;
};

export const TEST_START_MS = Date.UTC(2026, 10, 22, 10, 0, 0);

/** A real gateway on a free loopback port, with the demonstration data, on PGlite unless told. */
export const startTestCentral = async (
  dialect: Dialect = pgliteDialect(),
  ordinaryAccounts = 40,
  more: {
    readonly eKey?: EKeyTrust;
    readonly clock?: HandClock;
    readonly messageSecret?: Uint8Array;
    readonly console?: ConsoleOptions;
  } = {},
): Promise<TestCentral> => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-central-'));
  const clock = more.clock ?? handClock(TEST_START_MS);
  const db = await withTables(dialect);
  const store = sqlStore(db);
  await seedDemo(db, ordinaryAccounts);
  const catalogueKey = ensureCatalogueKey(folder);
  const logged: string[] = [];
  const server = await buildServer({
    db,
    clock,
    catalogueKey,
    eKey: more.eKey ?? null,
    console: more.console ?? null,
    ...(more.messageSecret === undefined ? {} : { messageSecret: more.messageSecret }),
    log: sink(logged),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  return {
    url,
    db,
    store,
    clock,
    catalogueKey,
    log: () => logged.join(''),
    kiosk: async (kioskId) => {
      const client = makeKiosk(kioskId, url, clock);
      await enrolKiosk(store, client, clock.wallMs());
      return client;
    },
    stop: async () => {
      await server.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const sink = (lines: string[]): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
