/** A played kiosk: the engine's own gateway client and status reports over a house that is only told of. */
import { randomBytes } from 'node:crypto';
import { sleep, type Clock } from '../../contract/clock.ts';
import type { Bilingual } from '../../contract/language.ts';
import { createGateway, type GatewayFetch } from '../../engine/gateway/client.ts';
import { createRequestSigner } from '../../engine/gateway/request-signature.ts';
import { startStatusReports } from '../../engine/status/reports.ts';
import type { SeededKey } from '../processes/seeded-key.ts';
import { seededRandom } from '../quarter/random.ts';
import { startPlayedActs } from './acts.ts';
import type { Character } from './characters.ts';
import { createDiary } from './diary.ts';
import { createFate } from './fate.ts';
import { factsOf, goodHouse, FULL_ROLL, salesOf } from './house.ts';
import { pastOf } from './past.ts';
import { createTill, type TillCounts } from './till.ts';

const TICK_MS = 1_000;
const TIMEOUT_MS = 10_000;

export type FleetKioskPlan = {
  readonly kioskId: string;
  readonly place: Bilingual;
  readonly key: SeededKey;
  readonly seed: string;
  readonly url: string;
  readonly clock: Clock;
  readonly version: string;
  readonly catalogueVersion: number;
  /** Central's, of what it has kiosks do. */
  readonly commandKey: string;
  /** Average time between mishaps. */
  readonly mishapEveryMs: number;
  /** Average time between payments. */
  readonly payEveryMs: number;
  readonly character: Character;
  /** Tells of the two days before, once. */
  readonly withPast: boolean;
  readonly onBug: (cause: unknown) => void;
};

export type FleetKiosk = {
  readonly state: () => {
    readonly sells: boolean;
    readonly lineCut: boolean;
    readonly queued: number;
  };
  readonly counts: () => TillCounts;
  /** Submits what waits, over a line that is whole again, and ends. */
  readonly stop: () => Promise<void>;
};

export const startFleetKiosk = (plan: FleetKioskPlan): FleetKiosk => {
  const { kioskId, character } = plan;
  const random = seededRandom(`${plan.seed} ${kioskId}`);
  const clock: Clock = {
    ...plan.clock,
    wallMs: () => plan.clock.wallMs() + (character.skewMs ?? 0),
  };
  const house = goodHouse(Math.floor(FULL_ROLL * (0.2 + 0.8 * random())));
  const throughTheLine: GatewayFetch = (url, request) =>
    house.line === 'cut' ? Promise.reject(new Error('The line is cut.')) : fetch(url, request);
  const bytes = (count: number): Uint8Array => randomBytes(count);
  const signer = createRequestSigner({
    kioskId,
    key: {
      ...plan.key,
      sign: () => {
        throw new Error('Requests are signed with the key itself.');
      },
    },
    clock,
    random: bytes,
  });
  const gateway = createGateway({
    url: plan.url,
    timeoutMs: TIMEOUT_MS,
    signer,
    fetch: throughTheLine,
    clock,
  });
  const startMs = clock.wallMs();
  const till = createTill({
    kioskId,
    key: plan.key,
    gateway,
    random,
    firstSequence: Math.floor(startMs / 1_000),
    terminalId: kioskId.replaceAll(/[^0-9]/gu, '').padStart(8, '5'),
  });
  const version = character.version ?? plan.version;
  const diary = createDiary({ kioskId, version, gateway });
  const fate = createFate({ random, fromMs: startMs, everyMs: plan.mishapEveryMs });
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let changed = (): void => undefined;
  let acts: { readonly stop: () => Promise<void> } | null = null;
  let reports: { readonly stop: () => Promise<void> } | null = null;

  const tellPast = async (): Promise<void> => {
    const past = pastOf({
      random: seededRandom(`${plan.seed} past ${kioskId}`),
      nowMs: clock.wallMs(),
      place: plan.place,
      version,
      catalogueVersion: plan.catalogueVersion,
      told: character.yesterday?.(clock.wallMs()) ?? [],
    });
    // A past that could not be told is forgotten.
    const told = await gateway.sendStatus(past.report);
    if (!told.ok) return;
    for (const { atMs, line } of past.log) diary.write([line], atMs);
  };
  const tick = async (): Promise<void> => {
    const nowMs = clock.wallMs();
    const said = fate.pass(house, nowMs);
    for (const { atMs, line } of said) diary.write([line], atMs);
    const online = house.line === 'up';
    if (salesOf(house) === 'open' && random() < TICK_MS / plan.payEveryMs) {
      await till.sell({ wallMs: nowMs, online });
      house.receiptsLeft = Math.max(0, house.receiptsLeft - 1);
    }
    changed();
    if (online) await till.submit();
    await diary.send();
  };
  const live = async (): Promise<void> => {
    // Not all at once: a fleet wakes over some seconds.
    await sleep(clock, random() * 10_000, stopping.signal);
    if (plan.withPast && !isStopping()) await tellPast();
    character.atStart?.(house, clock.wallMs());
    diary.write([{ event: 'engine.started', fields: { version } }], clock.wallMs());
    reports = startStatusReports({
      source: {
        facts: () => factsOf(house, till.queue(), plan.catalogueVersion, clock.wallMs()),
        onChange: (listener) => {
          changed = listener;
          return () => {
            changed = () => undefined;
          };
        },
      },
      gateway,
      clock,
      random: bytes,
      place: plan.place,
      version,
      onBug: plan.onBug,
    });
    acts = startPlayedActs({
      kioskId,
      publicKey: plan.commandKey,
      gateway,
      house,
      clock,
      write: diary.write,
      onBug: plan.onBug,
    });
    while (!isStopping()) {
      await tick();
      await sleep(clock, TICK_MS, stopping.signal);
    }
  };
  const living = character.silent === true ? Promise.resolve() : live().catch(plan.onBug);
  return {
    state: () => ({
      sells: salesOf(house) === 'open' && character.silent !== true,
      lineCut: house.line === 'cut' || character.silent === true,
      queued: till.queue().length,
    }),
    counts: till.counts,
    stop: async () => {
      stopping.abort();
      await living;
      await acts?.stop();
      await reports?.stop();
      house.line = 'up';
      await till.submit();
    },
  };
};
