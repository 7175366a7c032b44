import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import type { Gateway } from '../gateway/client.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { machineProbes, meaningOf, type Probes } from './network-probes.ts';
import { createNetworkTest } from './network-test.ts';

const fine = { code: 'fine', detail: null } as const;
const WELL: Probes = {
  link: () => fine,
  dns: () => Promise.resolve(fine),
  tls: () => Promise.resolve(fine),
};

const stage = (played: { probes?: Partial<Probes>; health?: Gateway['health'] } = {}) => {
  const clock = createFakeClock();
  const done: unknown[] = [];
  const network = createNetworkTest({
    url: 'https://gateway.example/api',
    clock,
    gateway: {
      health:
        played.health ??
        (() => Promise.resolve(ok({ time: new Date(clock.wallMs()).toISOString() }))),
    },
    probes: { ...WELL, ...played.probes },
    onChange: () => undefined,
    onDone: (stages) => done.push(stages),
    onBug: (cause) => {
      throw cause as Error;
    },
  });
  return { clock, network, done };
};
const states = (network: ReturnType<typeof stage>['network']): string[] =>
  (network.stages() ?? []).map(({ stage, state, code }) => `${stage} ${state} ${code ?? '–'}`);

test('a whole way is five good stages', async () => {
  const { network, done } = stage();
  expect(network.stages()).toBeNull();
  expect(network.begin()).toBe(true);
  expect(network.begin()).toBe(false);
  await settle();
  expect(states(network)).toEqual([
    'link good fine',
    'dns good fine',
    'tls good fine',
    'gateway good fine',
    'clock good fine',
  ]);
  expect(done).toHaveLength(1);
});

test('the first stage that fails ends it: nothing is said of those after it', async () => {
  const { network } = stage({
    probes: { dns: () => Promise.resolve({ code: 'noName', detail: 'gateway.example' }) },
  });
  network.begin();
  await settle();
  expect(states(network)).toEqual([
    'link good fine',
    'dns bad noName',
    'tls waiting –',
    'gateway waiting –',
    'clock waiting –',
  ]);
});

test.each([
  [{ kind: 'away' } as const, 'noAnswer'],
  [{ kind: 'trouble', status: 502, detail: 'untyped answer' } as const, 'trouble'],
  [{ kind: 'trouble', status: 401, detail: 'notAuthenticated' } as const, 'notKnown'],
])('what the gateway answers is told apart (%o)', async (problem, code) => {
  const { network } = stage({ health: () => Promise.resolve(fail(problem)) });
  network.begin();
  await settle();
  expect(states(network)[3]).toBe(`gateway bad ${code}`);
});

test('a clock two hours behind is said, with how much', async () => {
  const { network, clock } = stage();
  const right = new Date(clock.wallMs()).toISOString();
  const late = stage({ health: () => Promise.resolve(ok({ time: right })) });
  late.clock.jumpWall(-7_200_000);
  late.network.begin();
  await settle();
  expect(late.network.stages()?.[4]).toEqual({
    stage: 'clock',
    state: 'bad',
    code: 'skew',
    detail: '-7200 s',
  });
  expect(network.stages()).toBeNull();
});

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0))
    await new Promise((resolve) => {
      server.close(resolve);
    });
});

test('on real sockets: in the clear, refused, and one that speaks no TLS', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('220 not what you look for\r\n'));
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const at = (scheme: string, to: number): URL => new URL(`${scheme}://127.0.0.1:${String(to)}/`);
  expect(await machineProbes.tls(at('http', port))).toMatchObject({ code: 'notNeeded' });
  expect(await machineProbes.tls(at('https', port))).toMatchObject({ code: 'closed' });
  await new Promise((resolve) => {
    servers.pop()?.close(resolve);
  });
  expect(await machineProbes.tls(at('https', port))).toMatchObject({ code: 'refused' });
  expect(await machineProbes.dns('127.0.0.1')).toMatchObject({ code: 'notNeeded' });
  expect(await machineProbes.dns('no-such-name.invalid')).toMatchObject({
    code: expect.stringMatching(/^noName$|^noAnswer$/u) as string,
  });
});

test.each([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'notYetValid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrongName'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
])('%s means %s', (code, meaning) => {
  expect(meaningOf(code)).toBe(meaning);
});
