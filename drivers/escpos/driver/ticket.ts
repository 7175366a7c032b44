/** The ticket in a presenter's mouth: taken, or taken back before the next person finds it (digest §15). */
import type { Clock } from '../../../contract/clock.ts';
import { ejectTicket, retractTicket } from '../codec/presenter.ts';
import type { PresenterProfile } from '../profiles/profile.ts';
import { faultOf } from './condition.ts';
import type { PrinterLink } from './link.ts';
import type { Monitor } from './monitor.ts';

const LOOK_MS = 400;

export type TicketWatch = {
  /** Takes back what stands in the mouth; true once that is clear. */
  clear(): Promise<boolean>;
  /** A ticket stood there longer than it may, and could not be taken back yet. */
  readonly overdue: boolean;
  stop(): void;
};

export const createTicketWatch = (deps: {
  readonly link: PrinterLink;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly presenter: PresenterProfile;
  /** How long a ticket may wait to be taken. */
  readonly takeMs: number;
  readonly sendWhole: (bytes: Uint8Array) => Promise<boolean>;
  /** The time is up: `clear` is to be called as soon as nothing else runs. */
  readonly onOverdue: () => void;
}): TicketWatch => {
  const { link, monitor, clock, presenter } = deps;
  let present = false;
  let overdue = false;
  let cancel = (): void => undefined;

  const stop = monitor.onSensors(({ ticketPresent }) => {
    if (ticketPresent === present) return;
    present = ticketPresent;
    cancel();
    overdue = false;
    if (present) {
      monitor.ticketIs(null);
      cancel = clock.after(deps.takeMs, () => {
        overdue = true;
        deps.onOverdue();
      });
    } else if (monitor.status.media === 'jammed') {
      monitor.ticketIs(null);
    }
  });

  const gone = async (): Promise<boolean> => {
    const until = clock.monotonicMs() + presenter.retractMs;
    while (monitor.sensors.ticketPresent) {
      const left = until - clock.monotonicMs();
      if (left <= 0 || !link.isOpen()) return false;
      const heard = await link.expect(
        (reply) => (reply.kind === 'sixBytes' ? true : null),
        Math.min(LOOK_MS, left),
      );
      if (heard !== null) continue;
      const seen = await monitor.askAll();
      if (!seen.ok && seen.error === 'closed') return false;
    }
    return true;
  };

  return {
    clear: async () => {
      if (!monitor.sensors.ticketPresent) return true;
      if (!link.isOpen() || faultOf(monitor.sensors) !== null) return false;
      if (!(await deps.sendWhole(presenter.retracts ? retractTicket() : ejectTicket())))
        return false;
      const cleared = await gone();
      if (link.isOpen()) monitor.ticketIs(cleared ? 'retracted' : 'stuck');
      return cleared;
    },
    get overdue() {
      return overdue;
    },
    stop: () => {
      stop();
      cancel();
    },
  };
};
