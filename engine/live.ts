import type { Service } from '../contract/catalogue.ts';
import type { Fils } from '../contract/money.ts';
import type { OutOfService, ServiceUnavailable } from '../contract/view.ts';
import type { PrinterRole } from './devices/printer-role.ts';
import type { CatalogueStore } from './gateway/catalogue.ts';
import type { Journal } from './journal/journal.ts';
import type { Deadline } from './payments/deadline.ts';
import type { Payment } from './payments/fold.ts';
import type { MessagesParts } from './messages/desk.ts';
import type { TawasulLive } from './tawasul/step-of.ts';
import { unavailableOffline } from './visit/offline-sale.ts';
import { offlineFacts, type SaleDeps } from './visit/sale-deps.ts';
import type { LiveFacts } from './visit/screen-of.ts';
import type { Visit } from './visit/visit.ts';

/** What the screen shows beside the position, from the parts that know it. */
export const createLive = (
  deps: SaleDeps & {
    readonly catalogue: CatalogueStore;
    readonly journal: Journal;
    readonly printer: PrinterRole;
    readonly visit: Visit;
    readonly tawasul?: TawasulLive;
    readonly sending?: MessagesParts;
    readonly cardsAccepted: () => boolean;
    readonly closed: () => OutOfService | null;
    readonly slipUrl: (payment: Payment) => string | null;
    readonly queuedUntil: (payment: Payment) => Deadline;
  },
): LiveFacts => ({
  get services() {
    return deps.catalogue.services();
  },
  get notices() {
    return deps.catalogue.notices();
  },
  unavailable: (service: Service): ServiceUnavailable | null => {
    if (!deps.cardsAccepted()) return 'terminalAway';
    return deps.gatewayOnline() ? null : unavailableOffline(service, offlineFacts(deps));
  },
  get closed() {
    return deps.closed();
  },
  get cardsAccepted() {
    return deps.cardsAccepted();
  },
  get paperReceipt() {
    const { state, paper, coverOpen } = deps.printer.status();
    return state === 'online' && !coverOpen && paper !== 'out' && paper !== 'jammed';
  },
  payment: deps.journal.payment,
  slipUrl: deps.slipUrl,
  queuedUntil: deps.queuedUntil,
  amountRange: deps.visit.amountRange,
  ...(deps.tawasul === undefined ? {} : { tawasul: deps.tawasul }),
  readerAt: deps.config.kiosk.cardReader,
  ...(deps.sending === undefined ? {} : { sending: deps.sending }),
  get eKey() {
    const ready = deps.gatewayOnline() && deps.cardsAccepted();
    return {
      ...(deps.config.eKey === undefined
        ? {}
        : { signIn: ready ? ('ready' as const) : ('notNow' as const) }),
      mostFils: deps.config.limits.paymentFils as Fils,
      monotonicMs: deps.clock.monotonicMs(),
    };
  },
});
