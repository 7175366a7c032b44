import { describe, expect, it } from 'vitest';
import { healthySensors, type Sensors } from '../codec/sensors.ts';
import { faultOf, refusalOf, statusOf } from './condition.ts';

const sensed = (change: Partial<Sensors>): Sensors => ({ ...healthySensors, ...change });

describe('what the sensors mean', () => {
  it.each([
    [{}, 'online', 'full', null, null],
    [{ paperNearEnd: true }, 'online', 'low', null, null],
    [
      { paperNearEnd: true, paperEnd: true, offline: true },
      'offline',
      'out',
      'paperOut',
      'paperOut',
    ],
    [
      { coverOpen: true, paperEnd: true, offline: true },
      'userError',
      'unknown',
      'coverOpen',
      'coverOpen',
    ],
    [{ cutterError: true, offline: true }, 'hardwareError', 'full', 'printerError', 'printerError'],
    [{ mechanicalError: true }, 'hardwareError', 'full', 'printerError', 'printerError'],
    [{ unrecoverable: true }, 'hardwareError', 'full', 'printerError', 'printerError'],
    [{ autoRecoverable: true, offline: true }, 'deviceBusy', 'full', null, 'offline'],
    [{ feeding: true, offline: true }, 'deviceBusy', 'full', null, 'offline'],
    [{ offline: true }, 'offline', 'full', null, 'offline'],
  ] as const)('%o', (change, state, paper, fault, refusal) => {
    const sensors = sensed(change);
    expect(statusOf('answering', sensors)).toMatchObject({ state, paper });
    expect(faultOf(sensors)).toBe(fault);
    expect(refusalOf(sensors)).toBe(refusal);
  });

  it('means nothing while the printer is not heard', () => {
    const open = sensed({ coverOpen: true });
    expect(statusOf('silent', open)).toEqual({
      state: 'offline',
      paper: 'unknown',
      coverOpen: false,
    });
    expect(statusOf('gone', open)).toEqual({
      state: 'noDevice',
      paper: 'unknown',
      coverOpen: false,
    });
  });
});
