import { expect, test } from 'vitest';
import { MOST_CHANGES } from '../../contract/status-report.ts';
import { createChanges } from './changes.ts';

const AT = Date.UTC(2026, 10, 22, 11, 5);
const said = (changes: ReturnType<typeof createChanges>): readonly string[] =>
  changes.recent().map(({ number, subject, state }) => `${String(number)} ${subject} ${state}`);

test('where it begins is no change; what becomes otherwise is, with its time', () => {
  const changes = createChanges();
  expect(changes.look({ sales: 'open', terminal: 'online' }, AT)).toBe(true);
  expect(said(changes)).toEqual([]);
  expect(changes.look({ sales: 'open', terminal: 'online' }, AT + 1)).toBe(false);
  expect(changes.look({ sales: 'terminalAway', terminal: 'offline' }, AT + 2)).toBe(true);
  expect(said(changes)).toEqual(['1 sales terminalAway', '2 terminal offline']);
  expect(changes.states()['terminal']).toEqual({
    state: 'offline',
    since: new Date(AT + 2).toISOString(),
  });
});

test('a sensor that went away and comes back as it was has not changed', () => {
  const changes = createChanges();
  changes.look({ cabinet: 'online', door: 'closed' }, AT);
  changes.look({ cabinet: 'offline' }, AT + 1);
  changes.look({ cabinet: 'online', door: 'closed' }, AT + 2);
  expect(said(changes)).toEqual(['1 cabinet offline', '2 cabinet online']);
  expect(changes.states()['door']?.since).toBe(new Date(AT).toISOString());
  changes.look({ cabinet: 'online', door: 'open' }, AT + 3);
  expect(said(changes).at(-1)).toBe('3 door open');
});

test('only the latest ones are kept', () => {
  const changes = createChanges();
  for (let turn = 0; turn <= 2 * MOST_CHANGES; turn++)
    changes.look({ door: turn % 2 === 0 ? 'closed' : 'open' }, AT + turn);
  expect(changes.recent()).toHaveLength(MOST_CHANGES);
  expect(changes.recent().at(-1)?.number).toBe(2 * MOST_CHANGES);
});
