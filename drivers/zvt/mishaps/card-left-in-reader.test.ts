import { afterEach, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

test.each([
  [0xdc, true, 'DC ready, a card is inserted'],
  [0xe1, false, 'E1 card not fully removed'],
])(
  'terminal status %i: no payment, nothing charged, and said in words',
  async (code, ready, status) => {
    bench = new Bench();
    await bench.start();
    const terminal = await bench.connect();
    await bench.control({ do: 'status', value: code });
    expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus: code } });
    expect(await terminal.diagnose()).toMatchObject({ ok: true, value: { ready, status } });
    expect(await terminal.authorise(AMOUNT, hooks())).toEqual({
      kind: 'declined',
      resultCode: code,
    });
    expect(await bench.transactions()).toEqual([]);
    await bench.control({ do: 'status', value: 0 });
    expect((await terminal.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  },
);
