import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { openElsewhere } from './testing/elsewhere.ts';
import { openTcp, type TcpOptions } from './tcp.ts';
import type { ByteTransport } from './transport.ts';

let server: Server;
let port: number;
let peers: Socket[];
const opened: ByteTransport[] = [];

beforeEach(async () => {
  peers = [];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    peers.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const transport of opened.splice(0)) await transport.close();
  for (const peer of peers) peer.destroy();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

const openOf = (options: Partial<TcpOptions> = {}) =>
  openTcp({ host: '127.0.0.1', port, clock: systemClock, ...options })();
const open = async (options: Partial<TcpOptions> = {}): Promise<ByteTransport> => {
  const result = await openOf(options);
  if (!result.ok) throw new Error(result.error.detail);
  opened.push(result.value);
  return result.value;
};
const peer = async (): Promise<Socket> => {
  if (peers.length === 0) await once(server, 'connection');
  const [first] = peers;
  if (first === undefined) throw new Error('nobody connected');
  return first;
};
const closedOf = (transport: ByteTransport): Promise<void> =>
  new Promise((resolve) => transport.onClose(resolve));

test('every byte value goes through unchanged, both ways', async () => {
  const near = await open();
  const far = await peer();
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const heard: number[] = [];
  const heardAll = new Promise<void>((resolve) => {
    near.onData((chunk) => {
      heard.push(...chunk);
      if (heard.length === 256) resolve();
    });
  });
  far.pipe(far);
  expect(await near.write(all)).toEqual({ ok: true, value: undefined });
  await heardAll;
  expect(heard).toEqual([...all]);
});

test('what is written may be wiped at once', async () => {
  const near = await open();
  const far = await peer();
  const bytes = Uint8Array.of(1, 2, 3);
  const written = near.write(bytes);
  bytes.fill(0);
  expect(await written).toMatchObject({ ok: true });
  const [chunk] = (await once(far, 'data')) as [Buffer];
  expect([...chunk]).toEqual([1, 2, 3]);
});

test('nobody listens, or the name means nothing', async () => {
  server.close();
  await once(server, 'close');
  expect(await openOf()).toMatchObject({
    error: { code: 'noSuchDevice', where: `127.0.0.1:${String(port)}` },
  });
  expect(await openOf({ host: 'no-such-printer.invalid' })).toMatchObject({
    error: { code: 'noSuchDevice' },
  });
});

test('nobody answers: given up after the time for it', async () => {
  // A full backlog answers nothing, as a machine that is switched off.
  server.close();
  await once(server, 'close');
  const waits: (() => void)[] = [];
  const clock = {
    ...systemClock,
    after: (_: number, action: () => void) => {
      waits.push(action);
      return () => undefined;
    },
  };
  const result = openOf({ host: '192.0.2.1', clock });
  while (waits.length === 0) await new Promise(setImmediate);
  for (const timeout of waits) timeout();
  const answer = await result;
  expect(answer).toMatchObject({ ok: false, error: { code: 'noSuchDevice' } });
});

test('one connection a machine: another process is refused until this one ends', async () => {
  const near = await open();
  expect(await openOf()).toMatchObject({ error: { code: 'inUse' } });
  const refused = await openElsewhere('tcp', '127.0.0.1', String(port));
  expect(refused.said).toBe('inUse');
  await refused.end();
  await near.close();
  const other = await openElsewhere('tcp', '127.0.0.1', String(port));
  expect(other.said).toBe('open');
  expect(await openOf()).toMatchObject({ error: { code: 'inUse' } });
  await other.end();
  expect((await open()).isOpen).toBe(true);
});

test('a failed try holds nothing', async () => {
  server.close();
  await once(server, 'close');
  expect(await openOf()).toMatchObject({ ok: false });
  expect(await openOf()).toMatchObject({ error: { code: 'noSuchDevice' } });
});

test.each(['end', 'destroy', 'resetAndDestroy'] as const)(
  'the far end goes (%s): onClose once, writes refused',
  async (how) => {
    const near = await open();
    let closes = 0;
    near.onClose(() => (closes += 1));
    const closed = closedOf(near);
    (await peer())[how]();
    await closed;
    await near.close();
    expect(closes).toBe(1);
    expect(near.isOpen).toBe(false);
    expect(await near.write(Uint8Array.of(1))).toEqual({
      ok: false,
      error: { code: 'notSent', reason: 'notOpen' },
    });
  },
);

test('it goes while bytes are on their way: they may have been sent', async () => {
  const near = await open();
  (await peer()).pause();
  const written = near.write(new Uint8Array(64_000_000));
  (await peer()).destroy();
  expect(await written).toMatchObject({ ok: false, error: { code: 'maybeSent' } });
  expect(near.isOpen).toBe(false);
});

test('half open, nothing is taken any more: given up, and dropped so that nothing goes out later', async () => {
  const near = await open({ writeTimeoutMs: 100 });
  (await peer()).pause();
  expect(await near.write(new Uint8Array(64_000_000))).toEqual({
    ok: false,
    error: { code: 'maybeSent', reason: 'timeout' },
  });
  expect(near.isOpen).toBe(false);
});
