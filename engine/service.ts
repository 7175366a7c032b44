import type { DockAct, EngineService, PaymentSummary } from '../contract/engine-api.ts';
import { FINAL_STATES, paymentStateSchema } from '../contract/payment.ts';
import type { TechnicianService } from '../contract/technician.ts';
import type { KioskView } from '../contract/view.ts';
import { latestValues } from './api/views.ts';
import { identityService } from './identity/service.ts';
import type { Identity } from './identity/identity.ts';
import type { Journal } from './journal/journal.ts';
import type { ExposureWatch } from './payments/exposure-watch.ts';
import type { Payment } from './payments/fold.ts';
import type { Resolver } from './payments/resolver.ts';
import type { ReceiptJobs } from './printing/receipt-jobs.ts';
import type { Guide } from './speech/guide.ts';
import type { ScreenDesk } from './remote/screen-desk.ts';
import type { Visit } from './visit/visit.ts';

const UNFINISHED = paymentStateSchema.options.filter((state) => !FINAL_STATES.includes(state));

const GATEWAY_STATUS = {
  held: 'held',
  released: 'released',
  void: 'none',
  quarantined: 'quarantined',
  /** People settled it: the gateway never will. */
  done: 'none',
} as const;

/** What the engine answers to the screen, the demo and the tests. */
export const createService = (deps: {
  readonly visit: Visit;
  readonly journal: Journal;
  readonly resolver: Resolver;
  readonly receipts: ReceiptJobs;
  readonly exposure: ExposureWatch;
  readonly view: () => KioskView;
  /** Absent: no sound here. */
  readonly guide: Guide | null;
  readonly dock: (act: DockAct) => Promise<boolean>;
  readonly identity: Pick<Identity, 'now' | 'enrol'> | null;
  readonly screen: ScreenDesk;
  readonly technician?: TechnicianService;
}): EngineService => {
  const { visit, journal, receipts } = deps;

  const summary = (payment: Payment): PaymentSummary => {
    const row = journal.outbox.row(payment.paymentId, 'payment');
    const done = payment.state === 'posted' ? 'posted' : 'refused';
    return {
      paymentId: payment.paymentId,
      state: payment.state,
      totalFils: payment.totalFils,
      receipt: payment.receipt,
      receiptKind: payment.receiptKind,
      gateway: {
        status:
          row === null
            ? 'none'
            : row.status === 'done' && payment.state !== 'quarantined'
              ? done
              : GATEWAY_STATUS[row.status],
        attempts: row?.attempts ?? 0,
      },
    };
  };

  return {
    intent: (intent) => {
      const problem =
        intent.do === 'audio'
          ? deps.guide === null
            ? 'notAllowed'
            : deps.guide.act(intent.audio)
          : visit.intent(intent);
      return Promise.resolve(problem === null ? { accepted: true } : { accepted: false, problem });
    },
    views: (signal) => {
      deps.screen.watched();
      return latestValues(deps.view, visit.onChange, signal);
    },
    screenActDone: deps.screen.done,
    payment: (id) => {
      const payment = journal.payment(id);
      return payment === null ? null : summary(payment);
    },
    exposure: () => {
      const open = journal
        .inStates(UNFINISHED)
        .filter((p) => p.decision?.verdict !== 'settled')
        .map((p) => p.paymentId);
      const sending = journal.outbox.released().map((row) => row.paymentId);
      const meter = deps.exposure.meter();
      return {
        unfinished: new Set([...open, ...sending]).size,
        storedFils: meter.fils,
        storedPayments: meter.count,
        oldestAt: meter.oldestAtMs === null ? null : new Date(meter.oldestAtMs).toISOString(),
        oldestAgeMs: meter.oldestAgeMs,
        deadlineMs: meter.deadlineMs,
        used: meter.used,
        nearest: meter.nearest,
        level: meter.level,
        unclear: deps.resolver.unclear().size,
      };
    },
    dock: deps.dock,
    ...identityService(deps.identity),
    ...(deps.technician === undefined ? {} : { technician: deps.technician }),
    printFinal: async (id) => {
      const payment = journal.payment(id);
      if (payment?.state !== 'posted') return false;
      if (payment.finalPrinted || receipts.printing(id)) return true;
      if (receipts.busy()) return false;
      await receipts.print(id, 'final', false);
      visit.refresh(); // a paper may have waited for this one
      return true;
    },
  };
};
