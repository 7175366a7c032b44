/** The mains fail: what runs ends or is parked within ten seconds, and nothing new is begun. */
import { expect, test } from 'vitest';
import { inJournal, outcome, prompted, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const kiosk = useKiosk({ furnished: true });
const nextAccount = accounts();
const power = (state: 'mains' | 'battery' | 'low') =>
  kiosk.rig().control.cabinet({ do: 'power', state });

test('while nobody is there: out of service, and back by itself', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  await power('battery');
  expect(await visitor.screen('outOfService')).toMatchObject({ reason: 'power' });
  await power('mains');
  await visitor.screen('attract');
});

test('while a card is awaited: taken back, nothing charged', async () => {
  await kiosk.rig().control.terminal({ do: 'autoCard', on: false });
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await power('battery');
  const ended = await outcome(visitor, 'cancelled', 'none');
  await power('mains');
  expect(inJournal(await kiosk.agreed(), ended).state).toBe('cancelled');
});

test('with the battery nearly empty a payment is parked at once, and asked about later', async () => {
  await kiosk.rig().control.terminal({ do: 'autoCard', on: false });
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  await prompted(visitor, 'presentCard');
  await power('low');
  const { screen } = await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.kind === 'checking',
    'the payment to be parked',
  );
  await power('mains');
  await kiosk.rig().control.terminal({ do: 'insertCard' });
  const parked = await visitor.until(
    (view) => view.screen.name === 'outcome' && view.screen.kind !== 'checking',
    'the terminal to answer for it',
  );
  expect(parked.screen).toMatchObject({ kind: 'notCharged' });
  expect(screen).toMatchObject({ state: 'inDoubt' });
  await kiosk.agreed();
});

test('an open door closes sales, and a shut one opens them', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.cabinet({ do: 'door', state: 'open' });
  expect(await visitor.screen('outOfService')).toMatchObject({ reason: 'door' });
  await kiosk.rig().control.cabinet({ do: 'door', state: 'closed' });
  await visitor.screen('attract');
});

test('a tamper alarm closes sales until somebody turns the key', async () => {
  const visitor = await kiosk.visitor();
  await untilReady(visitor);
  const cabinet = kiosk.rig().control.cabinet;
  await cabinet({ do: 'tamper' });
  expect(await visitor.screen('outOfService')).toMatchObject({ reason: 'door' });
  // Whoever has the key is the staff: their keypad is up, and sales stay closed, until it is turned back.
  await cabinet({ do: 'key', state: 'on' });
  await visitor.until(({ staff }) => staff !== undefined, 'the keypad of the staff');
  await cabinet({ do: 'key', state: 'off' });
  await visitor.screen('attract');
});
