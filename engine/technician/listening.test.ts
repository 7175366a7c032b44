import { expect, test } from 'vitest';
import type { DeviceState } from '../../contract/devices.ts';
import { ok } from '../../contract/result.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createListening, LISTEN_MS } from './listening.ts';
import type { Place } from './places.ts';

const place = (id: string, boundTo: DeviceRoleName[]): Place => ({
  kind: 'serial',
  place: id,
  plugged: { id, kind: 'serial', name: id, likely: [], keyboardMode: false, boundTo, fits: [] },
});

const stage = (printer: DeviceState = 'offline') => {
  const clock = createFakeClock();
  const roles = new Set<(role: DeviceRoleName) => void>();
  const open = new Map<string, () => void>();
  const listening = createListening({
    clock,
    places: () => [
      place('/dev/a', ['printer']),
      place('/dev/b', ['scanner']),
      place('/dev/free', []),
    ],
    activity: {
      onHeard: (listener) => {
        roles.add(listener);
        return () => roles.delete(listener);
      },
    },
    stateOf: (role) => (role === 'printer' ? printer : 'online'),
    open: (at, heard) => {
      open.set(at.plugged.id, heard);
      const close = (): Promise<void> => {
        open.delete(at.plugged.id);
        return Promise.resolve();
      };
      return Promise.resolve(ok({ close }));
    },
    onChange: () => undefined,
    onBug: (cause) => {
      throw cause as Error;
    },
  });
  return {
    clock,
    listening,
    open,
    bytesAt: (role: DeviceRoleName) => {
      for (const listener of [...roles]) listener(role);
    },
    roles,
  };
};

test('only lines that nobody plays on are opened; each that speaks is named once', async () => {
  const { listening, open, bytesAt } = stage();
  expect(listening.heard()).toBeNull();
  listening.begin();
  await settle();
  expect([...open.keys()]).toEqual(['/dev/free']);
  open.get('/dev/free')?.();
  bytesAt('scanner');
  bytesAt('scanner');
  expect(listening.heard()).toEqual(['/dev/free', '/dev/b']);
});

test('a printer that is well talks by itself; one that does not answer was touched', async () => {
  const well = stage('online');
  well.listening.begin();
  well.bytesAt('printer');
  expect(well.listening.heard()).toEqual([]);
  const swapped = stage('offline');
  swapped.listening.begin();
  swapped.bytesAt('printer');
  expect(swapped.listening.heard()).toEqual(['/dev/a']);
  await settle();
});

test('after a minute, or when told, every line is let go', async () => {
  const { listening, open, clock, roles } = stage();
  listening.begin();
  await settle();
  clock.advance(LISTEN_MS);
  await settle();
  expect(listening.heard()).toBeNull();
  expect(open.size + roles.size).toBe(0);
  // Ended before the line was open: closed as soon as it is.
  listening.begin();
  listening.end();
  await settle();
  expect(open.size).toBe(0);
});
