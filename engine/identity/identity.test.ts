import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import type { IdentityAnswer } from '../../contract/identity.ts';
import { fail, ok } from '../../contract/result.ts';
import { noCrash } from '../crash-points.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import { ensureKioskKey } from '../keys/kiosk-key.ts';
import { liveKey, type LiveKey } from '../keys/live-key.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { scriptedGateway } from '../testing/scripted-gateway.ts';
import { startIdentity, type Identity } from './identity.ts';
import { identityOnDisk, type IdentityPlace } from './place.ts';

const CODE = '123456789012';

let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let clock: ReturnType<typeof createFakeClock>;
let key: LiveKey;
let place: IdentityPlace;
let gateway: ReturnType<typeof scriptedGateway>;
let idle: boolean;
let running: Identity[];
let bugs: unknown[];

beforeEach(() => {
  folder = temporaryFolder();
  clock = createFakeClock();
  bench = openBench(folder.path, clock);
  key = liveKey(ensureKioskKey(folder.path));
  place = onDisk('code');
  gateway = scriptedGateway();
  idle = true;
  running = [];
  bugs = [];
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  bench.mirror.close();
  bench.journal.close();
  folder.remove();
  expect(bugs).toEqual([]);
});

const onDisk = (enrolment: 'code' | 'registered'): IdentityPlace =>
  identityOnDisk({
    dataFolder: folder.path,
    mode: 'development',
    kiosk: { id: 'KSK-1', enrolment },
  } as Parameters<typeof identityOnDisk>[0]);

const start = (): Identity => {
  const identity = startIdentity({
    kioskId: 'KSK-1',
    key,
    place,
    journal: bench.journal,
    gateway: gateway.gateway,
    clock,
    crash: noCrash,
    log: () => undefined,
    idle: () => idle,
    onChange: () => undefined,
    onBug: (cause) => bugs.push(cause),
  });
  running.push(identity);
  return identity;
};
/** Whatever can happen without time going on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};
const later = async (ms: number): Promise<void> => {
  clock.advance(ms);
  await settled();
};
const says = (failure: GatewayFailure | IdentityAnswer): void => {
  gateway.answers.identity = () => Promise.resolve('kind' in failure ? fail(failure) : ok(failure));
};
const trouble = (detail: GatewayProblemCode): GatewayFailure => ({
  kind: 'trouble',
  status: 401,
  detail,
});
const active = (more: Partial<IdentityAnswer> = {}): IdentityAnswer => ({
  keyId: key.keyId,
  offeredKeyId: null,
  rotate: false,
  ...more,
});
const enrols = (state: 'waiting' | 'approved' | 'refused'): void => {
  gateway.answers.enrol = () => Promise.resolve(ok({ state }));
};

test('a new kiosk is closed until the gateway knows it, and open from then on without it', async () => {
  const first = start();
  await settled();
  expect(first.closed()).toBe('notEnrolled');
  says(active());
  await later(3_000);
  expect(first.closed()).toBeNull();
  says({ kind: 'away' });
  await later(60_000);
  expect(first.closed()).toBeNull();
  await first.stop();
  expect(start().closed()).toBeNull();
});

test('a registered one sells at once, until the gateway itself says that it knows it not', async () => {
  place = onDisk('registered');
  const identity = start();
  expect(identity.closed()).toBeNull();
  await settled();
  expect(identity.closed()).toBeNull();
  says({ kind: 'trouble', status: 500, detail: 'untyped answer' });
  await later(60_000);
  expect(identity.closed()).toBeNull();
  says(trouble('notEnrolled'));
  await later(60_000);
  expect(identity.closed()).toBe('notEnrolled');
});

test('a code that the gateway took is remembered over a restart; one it takes no more is not', async () => {
  says(trouble('notEnrolled'));
  enrols('waiting');
  const first = start();
  await settled();
  expect(await first.enrol('1234 5678-9012')).toMatchObject({ accepted: true });
  await first.stop();
  const second = start();
  await settled();
  expect(second.now().state).toBe('waiting');
  expect(place.code()).toBe(CODE);
  gateway.answers.enrol = () =>
    Promise.resolve(fail({ kind: 'problem', code: 'enrolmentRefused', status: 403 }));
  await later(3_000);
  expect(second.now().state).toBe('notEnrolled');
  expect(place.code()).toBeNull();
});

test.each<[string, GatewayFailure, string]>([
  ['away', { kind: 'away' }, 'gatewayAway'],
  ['broken', { kind: 'trouble', status: 500, detail: 'untyped answer' }, 'gatewayAway'],
  ['refusing', { kind: 'problem', code: 'enrolmentRefused', status: 403 }, 'codeRefused'],
])('a code for a gateway that is %s is not kept', async (_how, failure, problem) => {
  gateway.answers.enrol = () => Promise.resolve(fail(failure));
  expect(await start().enrol(CODE)).toEqual({ accepted: false, problem });
  expect(place.code()).toBeNull();
});

test('keys change only when nobody stands there, and then soon', async () => {
  const before = key.keyId;
  idle = false;
  says(active({ rotate: true }));
  gateway.answers.offerKey = () => Promise.resolve(ok(active()));
  gateway.answers.takeKey = () => Promise.resolve(ok(active()));
  start();
  await settled();
  await later(3_000);
  expect(key.keyId).toBe(before);
  expect(place.hasNext()).toBe(false);
  idle = true;
  await later(3_000);
  expect(key.keyId).not.toBe(before);
  expect(ensureKioskKey(folder.path).keyId).toBe(key.keyId);
});

test('an offer that nobody answered is made again with the same key', async () => {
  says(active({ rotate: true }));
  const offered: string[] = [];
  gateway.answers.offerKey = ({ publicKey }) => {
    offered.push(publicKey);
    return Promise.resolve(fail({ kind: 'away' }));
  };
  const before = key.keyId;
  start();
  await settled();
  await later(60_000);
  expect(offered).toHaveLength(2);
  expect(new Set(offered).size).toBe(1);
  expect(key.keyId).toBe(before);
});

test('a revoked kiosk stays so over a restart without the gateway, and asks with another key', async () => {
  says(active());
  const first = start();
  await settled();
  says(trouble('kioskRevoked'));
  await later(60_000);
  expect(first.closed()).toBe('withdrawn');
  await first.stop();
  says({ kind: 'away' });
  const second = start();
  await settled();
  expect(second.closed()).toBe('withdrawn');
  const asked: string[] = [];
  gateway.answers.enrol = ({ publicKey }) => {
    asked.push(publicKey);
    return Promise.resolve(ok({ state: 'approved' }));
  };
  const old = key.publicKey;
  expect(await second.enrol(CODE)).toMatchObject({ accepted: true, identity: { state: 'active' } });
  expect(asked).toEqual([key.publicKey]);
  expect(key.publicKey).not.toBe(old);
  expect(second.closed()).toBeNull();
});
