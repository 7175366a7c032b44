import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDemoOptions } from './options.ts';

test('without arguments: an electricity bill in English', () => {
  expect(readDemoOptions([])).toEqual({
    ok: true,
    value: {
      service: 'ewa',
      reference: '12345678',
      language: 'en',
      gatewayDown: false,
      out: resolve('var/demo'),
    },
  });
});

test('each service brings a reference of its own; Arabic digits are read', () => {
  const traffic = readDemoOptions(['--service', 'traffic', '--lang', 'ar', '--gateway-down']);
  expect(traffic).toMatchObject({ value: { reference: '900101123', gatewayDown: true } });
  const arabic = readDemoOptions(['--reference', '١٢٣٤ ٥٦٧٨']);
  expect(arabic).toMatchObject({ value: { reference: '12345678' } });
});

test.each([
  [['--service', 'zakat'], '--service: found "zakat"; allowed: ewa, traffic, vehicle-renewal, '],
  [['--lang', 'fr'], '--lang: found "fr"; allowed: ar, en'],
  [['--reference', 'abc'], '--reference: found "abc"'],
  [['--reference', ''], '--reference: found ""'],
  [['--out', ''], '--out: found nothing'],
  [['--colour'], '--colour'],
  [['extra'], 'extra'],
])('%j is refused with what is wrong', (args, named) => {
  expect(readDemoOptions(args)).toEqual({
    ok: false,
    error: expect.stringContaining(named) as string,
  });
});
