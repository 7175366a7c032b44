import { expect, test } from 'vitest';
import { layoutFor } from './layout-for.ts';
import { sampleTawasul as facts } from './sample-facts.ts';
import { composeTawasulSlip } from './tawasul-slip.ts';

test('the slip has the number, large and as its code, the days, the time and the place', () => {
  const { blocks } = composeTawasulSlip(facts);
  expect(blocks).toContainEqual(
    expect.objectContaining({ kind: 'amount', value: '7K2M-9QXD-04TB' }),
  );
  expect(blocks).toContainEqual(expect.objectContaining({ kind: 'qr', data: facts.url }));
  const values = blocks.flatMap((block) => (block.kind === 'field' ? [block.value] : []));
  expect(values).toEqual(['5', expect.stringContaining('09:30'), 'BH-0042']);
});

test('where nobody promised a day, or the clock cannot be right, it says neither', () => {
  const { blocks } = composeTawasulSlip({ ...facts, dueWorkingDays: null, date: null });
  const values = blocks.flatMap((block) => (block.kind === 'field' ? [block.value] : []));
  expect(values).toEqual(['BH-0042']);
});

test('it is laid out as any other paper', () => {
  const bytes = Buffer.concat(layoutFor()(facts).bands).toString('latin1');
  expect(bytes).toContain('7K2M-9QXD-04TB');
  expect(bytes).toContain(facts.url);
});
