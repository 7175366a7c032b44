/** A kiosk's identity in whole processes: enrolled by two people, keys changed under way, revoked. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KEY_CRASH_LABELS } from '../../engine/crash-points.ts';
import { ensureKioskKey } from '../../engine/keys/kiosk-key.ts';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import type { ConfigDraft } from '../../rig/processes/kiosk-config.ts';
import { rigPaths } from '../../rig/processes/paths.ts';
import type { Visitor } from '../../rig/processes/visitor.ts';
import { disagreements, readBooks } from '../payments/books.ts';
import { eventually, outcome } from '../payments/kiosk.ts';
import { accounts, hurried, untilSettled, walkToConfirm } from '../payments/visits.ts';
import { withPreparedCentral } from '../prepared-central.ts';

vi.setConfig({ testTimeout: 60_000 });
const folder = temporaryFolder();
const nextAccount = accounts(30);
let rig: Rig;

const run = (program: string, ...args: string[]): Promise<{ code: number; text: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), text: `${stdout}${stderr}` });
    });
  });
const keyOf = (name: string): string => join(folder.path, `${name}.pem`);
/** As an operator at a desk. */
const kiosks = async (...args: string[]): Promise<string> => {
  const who = ['--url', rig.centralUrl ?? '', '--operator', 'amal', '--key', keyOf('amal')];
  const { code, text } = await run('central/kiosks.ts', ...args, ...who);
  expect(code, text).toBe(0);
  return text;
};
const id = (): string => rig.config.kiosk.id;
const keyId = (): string => ensureKioskKey(rig.paths.data).keyId;

const wantsCode = (draft: ConfigDraft): ConfigDraft => {
  const { kiosk, ...rest } = hurried(draft);
  return { ...rest, kiosk: { ...kiosk, enrolment: 'code' } };
};

beforeAll(async () => {
  await withPreparedCentral(folder.path);
  const { central } = rigPaths(folder.path);
  const { text } = await run('central/operators.ts', 'key', '--out', keyOf('amal'));
  const enrolling = ['enrol', 'amal', '--public-key', text.trim(), '--data', central];
  expect(await run('central/operators.ts', ...enrolling)).toMatchObject({ code: 0 });
  rig = await startRig({ dataFolder: folder.path, autoCard: true, adjust: wantsCode });
});
afterAll(async () => {
  await rig.stop();
  folder.remove();
});

const shown = (visitor: Visitor, reason: string): Promise<unknown> =>
  visitor.until(
    ({ screen }) => screen.name === 'outOfService' && screen.reason === reason,
    `out of service: ${reason}`,
  );
const pay = async (): Promise<void> => {
  const visitor = await rig.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'paid', 'printed');
  await visitor.do({ do: 'finish' });
  await visitor.leave();
};

test('sells nothing until an operator has compared the digits on both screens', async () => {
  const visitor = await rig.visitor();
  const { api } = visitor.client;
  await shown(visitor, 'notEnrolled');
  const identity = await api.identity.query();
  expect(identity).toMatchObject({ state: 'notEnrolled', kioskId: id(), keyId: keyId() });

  const code = (await kiosks('invite', id())).slice(0, 14);
  expect(await api.enrol.mutate({ code: '123' })).toEqual({ accepted: false, problem: 'notACode' });
  const other = code.replace(/^./u, (digit) => String((Number(digit) + 1) % 10));
  expect(await api.enrol.mutate({ code: other })).toEqual({
    accepted: false,
    problem: 'codeRefused',
  });
  expect(await api.enrol.mutate({ code })).toMatchObject({
    accepted: true,
    identity: { state: 'waiting' },
  });
  await shown(visitor, 'notEnrolled');

  const { fingerprint } = (await api.identity.query()) ?? { fingerprint: '' };
  expect(await kiosks('list')).toContain(`${id().padEnd(20)} waiting  ${fingerprint}`);
  await kiosks('approve', id(), '--fingerprint', fingerprint);
  await visitor.until(({ screen }) => screen.name === 'attract', 'the kiosk to open');
  expect(await api.identity.query()).toMatchObject({ state: 'active' });
  expect(await api.enrol.mutate({ code })).toMatchObject({ problem: 'alreadyEnrolled' });
  await visitor.leave();
  await pay();
});

test('is known again after a restart, also without the gateway', async () => {
  await rig.stopEngine();
  await rig.control.network({ do: 'cut' });
  await rig.startEngine();
  const visitor = await rig.visitor();
  expect(await visitor.client.api.identity.query()).toMatchObject({ state: 'active' });
  await visitor.leave();
  await rig.control.network({ do: 'restore' });
});

test.each(KEY_CRASH_LABELS)(
  'killed at %s: the keys change over, and it sells on',
  async (label) => {
    const before = keyId();
    await rig.stopEngine();
    await kiosks('rotate', id());
    const engine = await rig.startEngine({ KHIDMA_CRASH_AT: label });
    await engine.gone;
    await rig.startEngine({});
    const client = rig.client();
    const now = () => client.api.identity.query();
    const identity = await eventually(
      now,
      (each) => each !== null && each.keyId !== before && each.state === 'active',
    );
    await client.close();
    expect(identity?.keyId).toBe(keyId());
    await pay();
  },
);

test('what was signed with the old key is posted after the change', async () => {
  const before = keyId();
  const { network } = rig.control;
  const visitor = await rig.visitor();
  await walkToConfirm(visitor, nextAccount());
  await network({ do: 'answer', kind: '500', match: 'PUT /v1/payments', times: 100_000 });
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'queued', 'printed');
  await visitor.do({ do: 'finish' });
  await visitor.leave();
  await rig.stopEngine();
  await kiosks('rotate', id());
  await network({ do: 'restore' });
  await rig.startEngine();
  await eventually(
    () => Promise.resolve(keyId()),
    (now) => now !== before,
  );
  await untilSettled(rig);
  await pay();
  await untilSettled(rig);
  await rig.stopEngine();
  expect(disagreements(await readBooks(rig))).toEqual([]);
  await rig.startEngine();
});

test('stolen: it closes, its payment is kept apart; with a new key it is enrolled anew', async () => {
  const { network } = rig.control;
  const visitor = await rig.visitor();
  await walkToConfirm(visitor, nextAccount());
  await network({ do: 'answer', kind: '500', match: 'PUT /v1/payments', times: 100_000 });
  await visitor.do({ do: 'pay' });
  await outcome(visitor, 'queued', 'printed');
  await visitor.do({ do: 'finish' });
  await kiosks('revoke', id());
  await network({ do: 'restore' });
  await rig.restartEngine();
  await shown(visitor, 'withdrawn');
  await eventually(
    () => kiosks('quarantine'),
    (text) => text.includes(id()),
  );
  const { api } = visitor.client;
  const stolen = keyId();
  const code = (await kiosks('invite', id())).slice(0, 14);
  expect(await api.enrol.mutate({ code })).toMatchObject({ identity: { state: 'waiting' } });
  const { fingerprint } = (await api.identity.query()) ?? { fingerprint: '' };
  await kiosks('approve', id(), '--fingerprint', fingerprint);
  await visitor.until(({ screen }) => screen.name === 'attract', 'the kiosk to open');
  expect(keyId()).not.toBe(stolen);
  await visitor.leave();
  await pay();
  expect(await kiosks('list')).toMatch(/active .* 1 in quarantine/u);
});
