import type { IntentProblem } from '../../contract/engine-api.ts';
import type { BilledService, Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { Language } from '../../contract/language.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Gateway } from '../gateway/client.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { Deadline } from '../payments/deadline.ts';
import type { Payment } from '../payments/fold.ts';
import type { ReceiptJobs } from '../printing/receipt-jobs.ts';
import { canPrintFound, factsOfFound, findReceipt } from './find-receipt.ts';
import type { Position } from './position.ts';
import { reminderFacts, reminderOf } from './reminder.ts';
import { wishOf } from './scanned.ts';

type Receipt = Extract<Position, { at: 'receipt' }>;
type Notice = Extract<Position, { at: 'notice' }>;

export type ScanDeskDeps = {
  readonly config: KioskConfig;
  readonly catalogue: CatalogueStore;
  readonly gateway: Gateway;
  readonly journal: Journal;
  readonly receipts: ReceiptJobs;
  readonly position: () => Position;
  readonly language: () => Language;
  readonly moveTo: (position: Position) => void;
  /** Runs on only if the person is still where the work began. */
  readonly whileAt: (from: Position, work: Promise<Position>) => void;
  readonly search: (step: Extract<Position, { at: 'searching' }>) => void;
  /** One of several numbers was held before the reader. */
  readonly answer: (asking: Extract<Position, { at: 'reference' }>, typed: string) => void;
  /** Why nothing of this service can be begun now, as the notice to show; `null`: it can. */
  readonly blocked: (service: Service, signed?: SignedBill) => Position | null;
  /** The bill of a scanned code without the gateway. */
  readonly bySignedCode: (service: BilledService, signed: SignedBill) => Position;
  readonly gatewayOnline: () => boolean;
  readonly clock: Clock;
  readonly queuedUntil: (payment: Payment) => Deadline;
  readonly trusted: Pick<TrustedClock, 'plausible'>;
  /** The person on the outcome goes on to something else; false while they must wait there. */
  readonly leaveOutcome: () => boolean;
  readonly printerFree: () => void;
  readonly onBug: (cause: unknown) => void;
};

/** What a scan does to the visit, and the receipt that a slip's code opens. */
export const createScanDesk = (
  deps: ScanDeskDeps,
): {
  readonly scanned: (scan: Scan) => void;
  readonly printReceipt: (at: Receipt) => IntentProblem | null;
  readonly printReminder: (at: Notice) => IntentProblem | null;
  /** *Try again* after a slip was not found for want of the gateway. */
  readonly find: (step: Extract<Position, { at: 'findingReceipt' }>) => void;
} => {
  const slipUrl = (code: string): string =>
    `${deps.config.gateway.receiptUrl.replace(/\/+$/u, '')}/${code}`;

  const find = (step: Extract<Position, { at: 'findingReceipt' }>): void => {
    deps.moveTo(step);
    deps.whileAt(step, findReceipt(step.by, deps));
  };

  /** Where *back* leads from an explanation: to where the person was, if there was anything. */
  const backTo = (position: Position): Position => {
    if (position.at === 'notice') return position.back;
    return position.at === 'goodbye' ? { at: 'attract' } : position;
  };

  const scanned = (scan: Scan): void => {
    const position = deps.position();
    const wish = wishOf(scan, {
      position,
      services: deps.catalogue.services(),
      receiptUrl: deps.config.gateway.receiptUrl,
    });
    if (wish.wants === 'nothing') return;
    if (wish.wants === 'explanation') {
      // How a payment ended matters more than a code nobody knows.
      if (position.at === 'outcome' || position.at === 'receipt') return;
      deps.moveTo({
        at: 'notice',
        kind: wish.kind,
        service: null,
        paidAtMs: null,
        back: backTo(position),
        retry: null,
      });
      return;
    }
    if (position.at === 'outcome' && !deps.leaveOutcome()) return;
    if (wish.wants === 'services') {
      deps.moveTo({ at: 'services' });
    } else if (wish.wants === 'answer') {
      deps.answer(wish.asking, wish.typed);
    } else if (wish.wants === 'receipt') {
      find({ at: 'findingReceipt', by: { slipCode: wish.slipCode } });
    } else {
      const { service, reference, signed } = wish;
      const blocked = deps.blocked(service, signed);
      if (blocked !== null) deps.moveTo(blocked);
      else if (signed === undefined) deps.search({ at: 'searching', service, reference });
      else if (deps.gatewayOnline()) deps.search({ at: 'searching', service, reference, signed });
      else deps.moveTo(deps.bySignedCode(service, signed));
    }
  };

  const printReceipt = (at: Receipt): IntentProblem | null => {
    if (!canPrintFound(at.found) || at.paper === 'printed') return 'notAllowed';
    if (at.paper === 'printing' || deps.receipts.busy()) return 'busy';
    const facts = factsOfFound(at.found, {
      language: deps.language(),
      slipUrl: at.found.slipCode === null ? null : slipUrl(at.found.slipCode),
    });
    if (facts === null) return 'notAllowed';
    const printing: Receipt = { ...at, paper: 'printing' };
    deps.moveTo(printing);
    deps.whileAt(
      printing,
      deps.receipts.printLoose(facts).then((status) => {
        deps.printerFree(); // somebody else's paper may have waited for this one
        return { ...at, paper: status === 'busy' ? 'failed' : status };
      }),
    );
    return null;
  };

  const printReminder = (at: Notice): IntentProblem | null => {
    const paper = reminderOf(at, true);
    if (paper === null || paper === 'printed') return 'notAllowed';
    if (paper === 'printing' || deps.receipts.busy()) return 'busy';
    const facts = reminderFacts(at, {
      language: deps.language(),
      kioskId: deps.config.kiosk.id,
      place: deps.config.kiosk.place,
      date: deps.trusted.plausible() ? deps.clock.wallMs() : null,
    });
    if (facts === null) return 'notAllowed';
    const printing: Notice = { ...at, reminder: 'printing' };
    deps.moveTo(printing);
    deps.whileAt(
      printing,
      deps.receipts.printLoose(facts).then((status) => {
        deps.printerFree();
        return { ...at, reminder: status === 'busy' ? 'failed' : status };
      }),
    );
    return null;
  };

  return { scanned, printReceipt, printReminder, find };
};
