import { beforeAll, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { seededBytes } from '../testing/sample.ts';
import type { BookEntry } from './book.ts';
import { createGate } from './gate.ts';
import { createLockOut } from './lock-out.ts';
import { hashPin, matchesPin } from './pin.ts';

const PIN = '204060';
let pin = '';
beforeAll(async () => {
  pin = await hashPin(PIN, seededBytes(1));
});

const stage = () => {
  const clock = createFakeClock();
  const written: BookEntry[] = [];
  let free = true;
  const gate = createGate({
    technicians: [{ number: '1001', name: 'Muna', pin }],
    clock,
    random: seededBytes(7),
    lockOut: createLockOut({ clock, load: () => null, save: () => undefined }),
    book: {
      write: (entry) => {
        written.push(entry);
      },
      latest: () => [],
      close: () => undefined,
    },
    free: () => free,
    log: () => undefined,
    onChange: () => undefined,
  });
  const page = {};
  return {
    clock,
    gate,
    page,
    written,
    setFree: (is: boolean) => {
      free = is;
      gate.refresh();
    },
    enters: async () => {
      gate.open('gesture');
      const entered = await gate.enter(page, { number: '1001', pin: PIN });
      if (!entered.entered) throw new Error(entered.problem);
      return entered.token;
    },
  };
};

test('a hash is argon2id in PHC form, of its PIN alone, and never twice the same', async () => {
  expect(pin).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/u);
  expect(await matchesPin(pin, PIN)).toBe(true);
  expect(await matchesPin(pin, '204061')).toBe(false);
  expect(await hashPin(PIN, seededBytes(2))).not.toBe(pin);
  expect(await matchesPin('no hash', PIN)).toBe(false);
});

test('the right PIN opens a session that only its connection and token have', async () => {
  const { gate, page, written, enters } = stage();
  const token = await enters();
  expect(gate.closes()).toBe(true);
  expect(gate.session(page, token)?.technician.name).toBe('Muna');
  expect(gate.session({}, token)).toBeNull();
  expect(gate.session(page, `${token.slice(1)}x`)).toBeNull();
  gate.leave('left');
  expect(gate.session(page, token)).toBeNull();
  expect(gate.closes()).toBe(false);
  expect(written.map(({ who, what }) => [who, what])).toEqual([
    [null, 'opened'],
    ['1001', 'entered'],
    ['1001', 'left'],
  ]);
});

test('an unknown number and a wrong PIN are answered alike, and lock alike', async () => {
  const { gate, page, written } = stage();
  gate.open('gesture');
  const unknown = await gate.enter(page, { number: '4711', pin: PIN });
  const wrong = await gate.enter(page, { number: '1001', pin: '000000' });
  expect(unknown).toEqual({ entered: false, problem: 'notRecognised', lockedMs: null });
  expect(wrong).toEqual(unknown);
  expect(await gate.enter(page, { number: '4711', pin: PIN })).toMatchObject({ lockedMs: 60_000 });
  // Even the right one is not looked at.
  expect(await gate.enter(page, { number: '1001', pin: PIN })).toMatchObject({ problem: 'locked' });
  expect(gate.shown()).toEqual({ at: 'asking', lockedMs: 60_000 });
  // Nothing that was typed is written anywhere.
  expect(JSON.stringify(written)).not.toMatch(/4711|204060|000000/u);
});

test('nobody enters who did not open the keypad, and not after it was closed', async () => {
  const { gate, page } = stage();
  expect(await gate.enter(page, { number: '1001', pin: PIN })).toMatchObject({
    problem: 'notAsking',
  });
  gate.open('key');
  const entering = gate.enter(page, { number: '1001', pin: PIN });
  gate.close();
  expect(await entering).toMatchObject({ entered: false, problem: 'notAsking' });
  expect(gate.shown()).toBeNull();
});

test('it waits for a payment to end, and sells on until then', () => {
  const { gate, setFree } = stage();
  setFree(false);
  gate.open('key');
  expect(gate.shown()?.at).toBe('waiting');
  expect(gate.closes()).toBe(false);
  setFree(true);
  expect(gate.shown()?.at).toBe('asking');
  expect(gate.closes()).toBe(true);
});

test('the key turned back closes what it opened, and nothing else', async () => {
  const { gate, enters } = stage();
  gate.open('key');
  gate.closeKey();
  expect(gate.shown()).toBeNull();
  gate.open('gesture');
  gate.closeKey();
  expect(gate.shown()?.at).toBe('asking');
  await enters();
  gate.closeKey();
  expect(gate.shown()?.at).toBe('in');
});

test('a keypad that nobody touches closes; a session warns, then ends', async () => {
  const { gate, clock, page, enters, written } = stage();
  gate.open('gesture');
  clock.advance(60_000);
  expect(gate.shown()).toBeNull();
  const token = await enters();
  clock.advance(180_000);
  expect(gate.idleMsLeft()).toBe(30_000);
  gate.touch();
  expect(gate.idleMsLeft()).toBeNull();
  clock.advance(210_000);
  expect(gate.session(page, token)).toBeNull();
  expect(written.at(-1)).toMatchObject({ what: 'left', detail: { because: 'idle' } });
});
