import { describe, expect, it } from 'vitest';
import type { Clock } from '../../contract/clock.ts';
import type { EngineAccess } from '../../contract/engine-api.ts';
import { viewOf } from '../testing/views.ts';
import type { Connection, ConnectionEvents } from './connect.ts';
import { EngineLink, retryDelayMs } from './link.ts';

const access = (port: number): EngineAccess => ({
  url: `ws://127.0.0.1:${String(port)}/`,
  token: `token-${String(port)}-`.padEnd(32, 'x'),
});
const view = viewOf({ name: 'language' });

/** A link whose engine, clock and access the test plays itself. */
const scene = () => {
  const timers: { delayMs: number; action: () => void }[] = [];
  const clock: Clock = {
    wallMs: () => 0,
    monotonicMs: () => 0,
    after: (delayMs, action) => {
      const timer = { delayMs, action };
      timers.push(timer);
      return () => {
        timers.splice(timers.indexOf(timer), 1);
      };
    },
  };
  const connections: { access: EngineAccess; events: ConnectionEvents }[] = [];
  let current: EngineAccess | null = access(1);
  const link = new EngineLink({
    clock,
    readAccess: () => Promise.resolve(current),
    connect: (to, events) => {
      connections.push({ access: to, events });
      const connection: Connection = {
        intent: () => Promise.resolve(),
        dock: () => Promise.resolve(true),
        screenActDone: () => Promise.resolve(true),
        technician: {} as Connection['technician'],
        close: () => undefined,
      };
      return connection;
    },
  });
  return {
    link,
    connections,
    timers,
    last: () => {
      const found = connections.at(-1);
      if (found === undefined) throw new Error('nothing connected');
      return found.events;
    },
    setAccess: (next: EngineAccess | null) => {
      current = next;
    },
    /** Runs the one waiting timer, and what it began. */
    retry: async () => {
      const timer = timers.shift();
      if (timer === undefined) throw new Error('no retry is waiting');
      timer.action();
      await new Promise((resolve) => setImmediate(resolve));
      return timer.delayMs;
    },
  };
};

describe('the link to the engine', () => {
  it('is starting until the first view, live with it, lost when it ends', async () => {
    const { link, last } = scene();
    await link.open();
    expect(link.state.kind).toBe('starting');
    last().onView(view);
    expect(link.state).toMatchObject({ kind: 'live', view });
    last().onEnd('closed');
    expect(link.state.kind).toBe('lost');
  });

  it('waits longer after each failure, and little again after a view', async () => {
    const { link, last, retry } = scene();
    await link.open();
    last().onEnd('closed');
    expect(await retry()).toBe(250);
    last().onEnd('closed');
    expect(await retry()).toBe(500);
    last().onView(view);
    last().onEnd('closed');
    expect(await retry()).toBe(250);
    expect(retryDelayMs(100)).toBe(5_000);
  });

  it('asks anew where the engine is before each connection', async () => {
    const { link, last, retry, setAccess, connections } = scene();
    await link.open();
    last().onEnd('closed');
    setAccess(access(2));
    await retry();
    expect(connections.map((one) => one.access)).toEqual([access(1), access(2)]);
  });

  it('does not connect while nobody knows where the engine is', async () => {
    const { link, retry, setAccess, connections } = scene();
    setAccess(null);
    await link.open();
    await retry();
    expect(connections).toHaveLength(0);
    setAccess(access(1));
    await retry();
    expect(connections).toHaveLength(1);
  });

  it('never offers a refused token again', async () => {
    const { link, last, retry, setAccess, connections } = scene();
    await link.open();
    last().onEnd('refused');
    await retry();
    await retry();
    expect(connections).toHaveLength(1);
    setAccess(access(2));
    await retry();
    expect(connections).toHaveLength(2);
  });

  it('stops by itself when superseded, until it is opened again', async () => {
    const { link, last, timers, connections } = scene();
    await link.open();
    last().onView(view);
    last().onEnd('superseded');
    expect(link.state.kind).toBe('superseded');
    expect(timers).toHaveLength(0);
    await link.open();
    expect(connections).toHaveLength(2);
  });

  it('ignores what an ended connection still says', async () => {
    const { link, connections, last, retry } = scene();
    await link.open();
    last().onEnd('closed');
    await retry();
    connections[0]?.events.onView(view);
    expect(link.state.kind).toBe('starting');
  });
});
