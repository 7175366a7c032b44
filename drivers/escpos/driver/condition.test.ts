import { describe, expect, it } from 'vitest';
import { healthySensors, type Sensors } from '../codec/sensors.ts';
import { faultOf, refusalOf, statusOf } from './condition.ts';

const known = { presenter: false, lastTicket: null, paperSensor: true } as const;
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
    expect(statusOf('answering', sensors, known)).toMatchObject({ state, paper });
    expect(faultOf(sensors)).toBe(fault);
    expect(refusalOf(sensors)).toBe(refusal);
  });

  it.each([
    [{}, null, 'online', 'full', 'notPresent'],
    [{ ticketPresent: true }, null, 'online', 'full', 'present'],
    [{}, 'retracted', 'online', 'full', 'retracted'],
    [{ ticketPresent: true }, 'stuck', 'userError', 'full', 'jammed'],
    [{ jammed: true, offline: true }, null, 'hardwareError', 'jammed', 'jammed'],
  ] as const)('with a presenter: %o, the last ticket %s', (change, lastTicket, ...words) => {
    const status = statusOf('answering', sensed(change), { ...known, presenter: true, lastTicket });
    expect([status.state, status.paper, status.media]).toEqual(words);
  });

  it('never calls the paper full where that may be a constant answer', () => {
    const constant = { ...known, paperSensor: false };
    expect(statusOf('answering', sensed({}), constant).paper).toBe('unknown');
    expect(statusOf('answering', sensed({ paperEnd: true }), constant).paper).toBe('out');
  });

  it('means nothing while the printer is not heard', () => {
    const open = sensed({ coverOpen: true });
    expect(statusOf('silent', open, known)).toEqual({
      state: 'offline',
      paper: 'unknown',
      coverOpen: false,
      media: null,
    });
    expect(statusOf('gone', open, known)).toEqual({
      state: 'noDevice',
      paper: 'unknown',
      coverOpen: false,
      media: null,
    });
  });
});
