import { expect, test } from 'vitest';
import { FINAL_STATES, paymentStateSchema, type PaymentState } from '../../contract/payment.ts';
import { TRANSITIONS } from '../journal/facts.ts';
import { STATE_OWNERS, TIMERS } from './state-owners.ts';
import ar from '../../locales/ar/citizen.json' with { type: 'json' };
import en from '../../locales/en/citizen.json' with { type: 'json' };

const STATES = paymentStateSchema.options;

/** Where the journal lets a payment go from that state. */
const exitsOf = (state: PaymentState): string[] => {
  const exits = Object.values(TRANSITIONS).flatMap(({ from, to }) =>
    to !== 'same' && from !== 'any' && from !== 'nothing' && from.includes(state) ? [to] : [],
  );
  return [...new Set(exits)].sort();
};

test.each(STATES)('%s has the exits that the journal allows, and no others', (state) => {
  const owner = STATE_OWNERS[state];
  expect('final' in owner ? [] : [...owner.exits].sort()).toEqual(exitsOf(state));
});

test.each(STATES)('%s is final, or has a timer or a person', (state) => {
  const owner = STATE_OWNERS[state];
  if ('final' in owner) {
    expect(FINAL_STATES).toContain(state);
    return;
  }
  expect(owner.timers.length + owner.people.length).toBeGreaterThan(0);
  for (const name of owner.timers) expect(TIMERS[name]).toBeGreaterThan(0);
});

test('every timer is used by a state', () => {
  const used = Object.values(STATE_OWNERS).flatMap((owner) =>
    'final' in owner ? [] : owner.timers,
  );
  expect(Object.keys(TIMERS).filter((name) => !used.some((each) => each === name))).toEqual([]);
});

const reads = (texts: unknown, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);

test.each(STATES)('what the citizen reads in %s stands in both languages', (state) => {
  for (const texts of [ar, en])
    expect(reads(texts, STATE_OWNERS[state].citizen)).toBeTypeOf('object');
});

test('whatever state a payment is in, it can come to an end', () => {
  const ends = new Set<string>([...FINAL_STATES, 'quarantined']);
  for (let before = -1; before !== ends.size;) {
    before = ends.size;
    for (const state of STATES) if (exitsOf(state).some((exit) => ends.has(exit))) ends.add(state);
  }
  expect(STATES.filter((state) => !ends.has(state))).toEqual([]);
});
