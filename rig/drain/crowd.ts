import { fork } from 'node:child_process';
import { randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../../central/demo/seed.ts';
import type { Database } from '../../central/database/schema.ts';
import type { AdmissionStats } from '../../central/http/admission.ts';
import { enrolKiosk } from '../../central/identity/kiosks.ts';
import { sqlStore } from '../../central/store/sql/store.ts';
import { sleep, systemClock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import { noCrash } from '../../engine/crash-points.ts';
import { createGateway, type Gateway, type GatewayFetch } from '../../engine/gateway/client.ts';
import { createRequestSigner } from '../../engine/gateway/request-signature.ts';
import { createOutbox, type Outbox } from '../../engine/outbox/outbox.ts';
import type { Command } from '../processes/run-command.ts';
import type { QuarterKiosk } from '../quarter/kiosks.ts';
import { drainTotal, insertDrainBills } from './bills.ts';
import { crowdKiosk, crowdPayment } from './crowd-kiosk.ts';
import { isRight, readLedger, type InLedger } from './ledger.ts';
import { lightQueue, type LightQueue } from './light-queue.ts';
import { nodeFetch } from './node-fetch.ts';
import { spreadOf, type Spread } from './person.ts';

export type CrowdResult = {
  readonly right: boolean;
  readonly ledger: InLedger;
  readonly seconds: number;
  readonly requests: number;
  readonly toldLater: number;
  /** Requests without an answer, or with one that says nothing. */
  readonly unanswered: number;
  readonly mostRunning: number;
  readonly mostWaiting: number;
  readonly searches: Spread;
  readonly searchesFailed: number;
};

const OUTAGE_MS = 6 * 3_600_000;
const TIMEOUT_MS = 8_000;
const RETRY = { firstMs: 1_000, mostMs: 300_000 };
const MOST_SPREAD_MS = 60_000;
/** A connection each, as real kiosks have, up to what one process may open. */
const MOST_CONNECTIONS = 10_000;
const LOOK_MS = 250;
const SEARCH_EVERY_MS = 200;
const ENROL_AT_ONCE = 8;

/** What kiosks draw that all wait alike: the comparison without jitter. */
const NO_JITTER: RandomBytes = (count) => new Uint8Array(count);

export const drainCrowd = async (deps: {
  readonly folder: string;
  readonly url: string;
  readonly db: Database;
  readonly kiosks: number;
  readonly payments: number;
  readonly jitter: boolean;
  readonly admission: boolean;
  readonly command: Pick<Command, 'onEnd'>;
  readonly say: (text: string) => void;
}): Promise<CrowdResult> => {
  const { db, say, command } = deps;
  const count = deps.kiosks * deps.payments;
  await seedDemo(db);
  await insertDrainBills(db, count);
  const kiosks = Array.from({ length: deps.kiosks }, (_, index) => crowdKiosk(index));
  await enrolAll(db, kiosks);
  say(`${String(deps.kiosks)} kiosks enrolled, ${String(count)} bills due`);
  const central = await startReplica(deps);
  const counts = { requests: 0, toldLater: 0, unanswered: 0 };
  const fetch = counted(nodeFetch(MOST_CONNECTIONS), counts);
  const members = kiosks.map((kiosk, index) => member(kiosk, index, { ...deps, central, fetch }));
  command.onEnd(async () => {
    await Promise.all(members.map(({ outbox }) => outbox.stop()));
  });
  say('queues are filled and signed; they return');
  const begunMs = performance.now();
  for (const { outbox } of members) outbox.wake();
  let done = false;
  const searching = citizens(
    gatewayOf(kiosks[0] ?? crowdKiosk(0), central.url, nodeFetch(4)),
    () => done,
  );
  let said = 0;
  while (!done) {
    await sleep(systemClock, LOOK_MS);
    const left = members.reduce((sum, { queue }) => sum + queue.waiting(), 0);
    done = left === 0;
    if (performance.now() - said > 5_000) {
      said = performance.now();
      say(`${String(count - left)} posted, ${JSON.stringify(counts)}`);
    }
  }
  const seconds = (performance.now() - begunMs) / 1_000;
  const { waits, failed } = await searching;
  const { mostRunning, mostWaiting } = await central.stats();
  const ledger = await readLedger(db);
  return {
    right: isRight(ledger, count, drainTotal(count)),
    ledger,
    seconds,
    ...counts,
    mostRunning,
    mostWaiting,
    searches: spreadOf(waits),
    searchesFailed: failed,
  };
};

const enrolAll = async (db: Database, kiosks: readonly QuarterKiosk[]): Promise<void> => {
  const store = sqlStore(db);
  const waiting = kiosks.values();
  const line = async (): Promise<void> => {
    for (const kiosk of waiting) await enrolKiosk(store, kiosk, Date.now());
  };
  await Promise.all(Array.from({ length: ENROL_AT_ONCE }, line));
};

type Central = { readonly url: string; readonly stats: () => Promise<AdmissionStats> };

const startReplica = async (deps: {
  readonly folder: string;
  readonly url: string;
  readonly admission: boolean;
  readonly command: Pick<Command, 'onEnd'>;
}): Promise<Central> => {
  const folder = join(deps.folder, 'central');
  mkdirSync(folder, { recursive: true });
  const kind = deps.admission ? 'admission' : 'none';
  const child = fork(join(import.meta.dirname, 'replica.ts'), [deps.url, folder, kind]);
  deps.command.onEnd(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stats: async () => {
      const answer = once(child, 'message');
      child.send('stats');
      const [{ stats }] = (await answer) as [{ stats: AdmissionStats }];
      return stats;
    },
  };
};

const counted =
  (
    fetch: GatewayFetch,
    counts: { requests: number; toldLater: number; unanswered: number },
  ): GatewayFetch =>
  async (url, request) => {
    counts.requests += 1;
    try {
      const response = await fetch(url, request);
      if (response.headers.has('retry-after')) counts.toldLater += 1;
      else if (response.status >= 500) counts.unanswered += 1;
      return response;
    } catch (cause) {
      counts.unanswered += 1;
      throw cause;
    }
  };

const gatewayOf = (kiosk: QuarterKiosk, url: string, fetch: GatewayFetch): Gateway =>
  createGateway({
    url,
    timeoutMs: TIMEOUT_MS,
    clock: systemClock,
    fetch,
    signer: createRequestSigner({
      kioskId: kiosk.kioskId,
      key: { ...kiosk, sign: (bytes) => sign(null, bytes, kiosk.privateKey).toString('base64url') },
      clock: systemClock,
      random: (count) => randomBytes(count),
    }),
  });

const member = (
  kiosk: QuarterKiosk,
  index: number,
  deps: {
    readonly payments: number;
    readonly jitter: boolean;
    readonly central: Central;
    readonly fetch: GatewayFetch;
  },
): { readonly outbox: Outbox; readonly queue: LightQueue } => {
  const atMs = Date.now() - OUTAGE_MS;
  const payments = Array.from({ length: deps.payments }, (_, i) =>
    crowdPayment(kiosk, index * deps.payments + i, atMs + i),
  );
  const queue = lightQueue(payments, atMs);
  const outbox = createOutbox({
    journal: queue.journal,
    gateway: gatewayOf(kiosk, deps.central.url, deps.fetch),
    clock: systemClock,
    random: deps.jitter ? (count) => randomBytes(count) : NO_JITTER,
    crash: noCrash,
    retry: RETRY,
    spreadMs: deps.jitter ? MOST_SPREAD_MS : 0,
    onBug: (cause) => {
      console.error(cause);
    },
  });
  return { outbox, queue };
};

/** Somebody searches all the while; the ms until the bills are there. */
const citizens = async (
  gateway: Gateway,
  isDone: () => boolean,
): Promise<{ waits: number[]; failed: number }> => {
  const waits: number[] = [];
  let failed = 0;
  while (!isDone()) {
    const begunMs = performance.now();
    const answer = await gateway.searchBills('ewa', '12345678');
    if (answer.ok || answer.error.kind === 'problem') waits.push(performance.now() - begunMs);
    if (!answer.ok && (answer.error.kind !== 'problem' || answer.error.code === 'rateLimited'))
      failed += 1;
    await sleep(systemClock, SEARCH_EVERY_MS);
  }
  return { waits, failed };
};
