import { once } from 'node:events';
import { request as httpRequest, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handClock } from '../testing/hand-clock.ts';
import { createAdmission, type Admission } from './admission.ts';
import { admitRequests } from './admit.ts';

type Step = { readonly begun: Promise<void>; readonly end: () => void };

let server: FastifyInstance;
let admission: Admission;
let handled: number;
let gone: number;
/** Where requests stop until the test lets them go on. */
let gates: { check: () => Promise<void>; handle: () => Promise<void> };

beforeEach(async () => {
  const one = { person: 1, payment: 1, drain: 1, health: 1 };
  admission = createAdmission({
    clock: handClock(0),
    random: (count) => new Uint8Array(count),
    limits: { running: one, waiting: one, waitMs: 60_000, mostRetrySeconds: 60 },
  });
  handled = 0;
  gone = 0;
  const atOnce = (): Promise<void> => Promise.resolve();
  gates = { check: atOnce, handle: atOnce };
  server = Fastify({ forceCloseConnections: true });
  server.decorateRequest('working', undefined);
  await server.register((scope, _options, done) => {
    admitRequests(scope, admission);
    scope.addHook('preValidation', () => gates.check());
    scope.addHook('onRequestAbort', (_request, noted) => {
      gone += 1;
      noted();
    });
    scope.get('/work', async () => {
      handled += 1;
      await gates.handle();
      return 'done';
    });
    scope.get('/broken', () => Promise.reject(new Error('broken')));
    done();
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

/** A gate that is reached, and later opened. */
const step = (): Step & { readonly gate: () => Promise<void> } => {
  const reached = Promise.withResolvers<undefined>();
  const opened = Promise.withResolvers<undefined>();
  return {
    begun: reached.promise,
    end: () => {
      opened.resolve(undefined);
    },
    gate: () => {
      reached.resolve(undefined);
      return opened.promise;
    },
  };
};
const ask = (path: string): ClientRequest => {
  const { port } = server.server.address() as AddressInfo;
  const sent = httpRequest({ host: '127.0.0.1', port, path, agent: false });
  sent.on('error', () => undefined); // it goes away on purpose
  sent.end();
  return sent;
};
const answered = async (sent: ClientRequest): Promise<number> => {
  const [response] = (await once(sent, 'response')) as [{ statusCode: number; resume: () => void }];
  response.resume();
  return response.statusCode;
};
const idle = (): Promise<void> =>
  vi.waitFor(() => {
    expect(admission.stats()).toMatchObject({ running: 0, waiting: 0 });
  });

test('whoever goes away while it is worked on keeps its place until that is done, and no longer', async () => {
  const work = step();
  gates.handle = work.gate;
  const sent = ask('/work');
  await work.begun;
  sent.destroy();
  await vi.waitFor(() => {
    expect(gone).toBe(1);
  });
  const next = ask('/work');
  await vi.waitFor(() => {
    expect(admission.stats()).toMatchObject({ running: 1, waiting: 1 });
  });
  expect(handled).toBe(1);
  work.end();
  expect(await answered(next)).toBe(200);
  await idle();
});

test('whoever goes away while it waits is never worked on', async () => {
  const work = step();
  gates.handle = work.gate;
  const first = ask('/work');
  await work.begun;
  const second = ask('/work');
  await vi.waitFor(() => {
    expect(admission.stats().waiting).toBe(1);
  });
  second.destroy();
  await vi.waitFor(() => {
    expect(admission.stats().waiting).toBe(0);
  });
  work.end();
  expect(await answered(first)).toBe(200);
  await idle();
  expect(handled).toBe(1);
});

test('whoever goes away before the work begins gives up its place and causes no work', async () => {
  const check = step();
  gates.check = check.gate;
  const sent = ask('/work');
  await check.begun;
  sent.destroy();
  await idle();
  check.end();
  gates.check = () => Promise.resolve();
  expect(await answered(ask('/work'))).toBe(200);
  expect(handled).toBe(1);
  await idle();
});

test('work that fails gives its place free', async () => {
  for (let i = 0; i < 3; i++) expect(await answered(ask('/broken'))).toBe(500);
  expect(await answered(ask('/work'))).toBe(200);
  await idle();
});
