import { expect, test } from 'vitest';
import { readSettlementFile } from './settlement-file.ts';

const HEADER =
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace';
const DAY = '2026-11-22';
const good = `52500038,000124,0031,payment,32569,${DAY},120000,048213,VISA,`;
const read = (...lines: string[]) => readSettlementFile([HEADER, ...lines, ''].join('\r\n'), DAY);

test('payments and reversals, with or without CR', () => {
  const reversal = `52500038,000125,0032,reversal,32569,${DAY},120100,048214,VISA,000124`;
  const text = `\uFEFF${[HEADER, good, reversal].join('\n')}`;
  for (const lines of [read(good, reversal), readSettlementFile(text, DAY)])
    expect(lines).toMatchObject({
      ok: true,
      value: [
        { line: 2, trace: '000124', kind: 'payment', amount_fils: 32_569, original_trace: null },
        { line: 3, trace: '000125', kind: 'reversal', original_trace: '000124' },
      ],
    });
  expect(read()).toEqual({ ok: true, value: [] });
});

test('every line that is wrong is named, and nothing of it is quoted', () => {
  const wrong = read(
    good,
    good.replace('32569', '32.569'),
    good.replace('32569', '0'),
    `${good},more`,
    good.replace(DAY, '2026-11-21'),
    good.replace('payment', 'refund'),
    good.replace(/,$/u, ',000001'),
    '',
    '4242424242424242424242424242424242424242424242424242424242424242424242,1,1,payment,1,x,y,z,,',
  );
  expect(wrong).toEqual({
    ok: false,
    error: [
      { line: 3, reason: 'not usable: amount_fils' },
      { line: 4, reason: 'not usable: amount_fils' },
      { line: 5, reason: '11 fields in place of 10' },
      { line: 6, reason: `of another day than ${DAY}` },
      { line: 7, reason: 'not usable: kind' },
      { line: 8, reason: 'not usable: original_trace' },
      { line: 9, reason: '1 fields in place of 10' },
      { line: 10, reason: 'not usable: terminal_id, date, time' },
    ],
  });
});

test('another kind of file', () => {
  for (const text of ['', '\0\0', '{"lines":[]}', 'a,b\n1,2\n'])
    expect(readSettlementFile(text, DAY)).toMatchObject({ ok: false, error: [{ line: 1 }] });
});
