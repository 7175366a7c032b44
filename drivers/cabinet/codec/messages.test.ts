import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader } from './frame.ts';
import { encodeRequest, readBoardMessage } from './messages.ts';

const SEED = { seed: 20_261_122, numRuns: 500 };
const PAGE = readFileSync(new URL('../../../docs/cabinet-protocol.md', import.meta.url));
const ALL_WELL = {
  door: 'closed',
  keySwitch: 'off',
  tampered: false,
  power: 'mains',
  headset: false,
};

test("the protocol page's example, byte by byte", () => {
  const [askHello, hello = '', askState, state = '', event = ''] = createFrameReader().feed(PAGE);
  expect(askHello).toBe(encodeRequest(7, { ask: 'hello' }));
  expect(askState).toBe(encodeRequest(8, { ask: 'state' }));
  expect(readBoardMessage(hello)).toEqual({
    number: 7,
    answer: { kind: 'hello', boot: '7F3A', holdSeconds: 30 },
  });
  expect(readBoardMessage(state)).toEqual({
    number: 8,
    answer: { kind: 'state', boot: '7F3A', sensors: ALL_WELL },
  });
  expect(readBoardMessage(event)).toEqual({
    number: null,
    answer: { kind: 'state', boot: '7F3A', sensors: { ...ALL_WELL, power: 'battery' } },
  });
});

test('commands and their answers', () => {
  expect(encodeRequest(9, { ask: 'light', light: 'card', mode: 'blink' })).toBe(
    'Q 9 LIGHT card blink',
  );
  expect(encodeRequest(10, { ask: 'clearTamper' })).toBe('Q 10 CLEAR tamper');
  expect(readBoardMessage('A 9 OK')).toEqual({ number: 9, answer: { kind: 'ok' } });
  expect(readBoardMessage('A 11 NO unable')?.answer).toEqual({ kind: 'no', why: 'other' });
  expect(readBoardMessage('A 12 NO version')?.answer).toEqual({ kind: 'no', why: 'version' });
  expect(readBoardMessage('A 12 HELLO 2 boot=1')?.answer).toEqual({ kind: 'no', why: 'version' });
});

test('a missing word is no sensor, an unknown one is passed over, the first of two counts', () => {
  const sensors = {
    door: 'open',
    keySwitch: null,
    tampered: true,
    power: 'batteryLow',
    headset: true,
  };
  expect(
    readBoardMessage(
      'E STATE boot=1 door=open door=closed tamper=yes fan=9 power=low key=maybe headset=in',
    ),
  ).toEqual({ number: null, answer: { kind: 'state', boot: '1', sensors } });
  expect(readBoardMessage('A 1 STATE boot=1 door=constructor')?.answer).toMatchObject({
    sensors: { door: null },
  });
});

test('nonsense says nothing', () => {
  for (const body of [
    '',
    'A',
    'A x OK',
    'A 1000 OK',
    'E OK',
    'E STATE',
    'Q 1 STATE',
    'A 1 HELLO 1',
  ])
    expect(readBoardMessage(body)).toBeNull();
});

test('any words: a message or none, and nothing is thrown', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'A',
      'E',
      '1',
      'STATE',
      'HELLO',
      'OK',
      'NO',
      'boot=1',
      'door=',
      '=',
      '__proto__=x',
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 10 }), (words) => {
      const message = readBoardMessage(words.join(' '));
      if (message?.number === null) expect(message.answer.kind).toBe('state');
    }),
    SEED,
  );
});
