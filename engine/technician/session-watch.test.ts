import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createSessionWatch, PAGE_BACK_MS } from './session-watch.ts';
import type { Session } from './session.ts';

const stage = () => {
  const clock = createFakeClock();
  const listeners = new Set<() => void>();
  const session: Session = {
    token: 't',
    connection: {},
    technician: { number: '1001', name: 'Muna' },
  };
  let isIn = true;
  let plugged = 'nothing';
  const left: string[] = [];
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const watch = createSessionWatch({
    clock,
    gate: {
      session: () => (isIn ? session : null),
      leave: (because) => {
        isIn = false;
        left.push(because);
      },
    },
    view: () => plugged,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    silent: () => plugged,
    tell,
  });
  /** A page that looks, and what it has seen. */
  const page = () => {
    const gone = new AbortController();
    const seen: string[] = [];
    const looks = (async () => {
      for await (const view of watch.views(session, gone.signal)) seen.push(view);
    })();
    return {
      seen,
      looks,
      close: () => {
        gone.abort();
      },
    };
  };
  return {
    clock,
    watch,
    session,
    left,
    page,
    plug: (what: string) => {
      plugged = what;
    },
    leave: () => {
      isIn = false;
      tell();
    },
  };
};

test('a page that goes has a moment to come back, then the session ends', async () => {
  const { clock, page, left } = stage();
  const first = page();
  await settle();
  first.close();
  await first.looks;
  clock.advance(PAGE_BACK_MS - 1);
  const second = page();
  await settle();
  clock.advance(PAGE_BACK_MS);
  expect(left).toEqual([]);
  second.close();
  await second.looks;
  clock.advance(PAGE_BACK_MS);
  expect(left).toEqual(['screenLost']);
});

test('who entered and never looks is out again', () => {
  const { clock, watch, session, left } = stage();
  watch.entered(session.connection, session.token);
  clock.advance(PAGE_BACK_MS);
  expect(left).toEqual(['screenLost']);
});

test('what is plugged in shows by itself; the end of the session ends the views', async () => {
  const { clock, page, plug, leave } = stage();
  const { seen, looks } = page();
  await settle();
  plug('a printer');
  clock.advance(2_000);
  await settle();
  expect(seen).toEqual(['nothing', 'a printer']);
  leave();
  await looks;
});
