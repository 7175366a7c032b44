import type { Clock } from '../../contract/clock.ts';
import type { CabinetStatus } from '../../drivers/cabinet.ts';
import type { Log } from '../log.ts';

/** A card payment that has not ended by itself by then is parked: two seconds are left to make that durable. */
export const PARK_AFTER_MS = 8_000;

export type PowerWatch = {
  /** The mains are away: nothing new may be begun. */
  readonly failing: () => boolean;
  readonly stop: () => void;
};

/**
 * When the mains fail, the payment at the card terminal is finished or safely parked within ten seconds:
 * the terminal is asked to give up at once, and after eight seconds its link is dropped. The payment is
 * then in doubt, in the journal, and the terminal is asked about it as after any lost reply.
 */
export const createPowerWatch = (deps: {
  readonly clock: Clock;
  readonly cabinet: {
    readonly status: () => CabinetStatus;
    readonly onChange: (listener: () => void) => () => void;
  };
  /** Asks the terminal to give up, where that is not too late; promises nothing. */
  readonly askCancel: () => void;
  /** Drops the terminal's link, and with it whatever runs there. */
  readonly drop: () => void;
  /** A card payment or a reversal runs at the terminal. */
  readonly cardRunning: () => boolean;
  readonly log: Log;
  readonly onChange: () => void;
}): PowerWatch => {
  let power: CabinetStatus['power'] = null;
  let cancelTimer = (): void => undefined;

  const park = (): void => {
    if (!deps.cardRunning()) return;
    deps.log('power.parked', {});
    deps.drop();
  };

  const look = (): void => {
    const now = deps.cabinet.status().power;
    // A board that fell silent says nothing of the mains: what it said last holds.
    if (now === null || now === power) return;
    const before = power;
    power = now;
    deps.log('power.changed', { power: now });
    if (now === 'mains') cancelTimer();
    if (now === 'batteryLow') {
      cancelTimer();
      park();
    }
    if (now === 'battery' && before !== 'batteryLow') {
      if (deps.cardRunning()) deps.askCancel();
      cancelTimer = deps.clock.after(PARK_AFTER_MS, park);
    }
    deps.onChange();
  };

  const forget = deps.cabinet.onChange(look);
  look();
  return {
    failing: () => power === 'battery' || power === 'batteryLow',
    stop: () => {
      forget();
      cancelTimer();
    },
  };
};
