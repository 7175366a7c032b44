import type { KioskConfig } from '../contract/config.ts';
import type { EngineService, PaymentSummary } from '../contract/engine-api.ts';
import type { RandomBytes } from '../contract/ids.ts';
import { FINAL_STATES, paymentStateSchema } from '../contract/payment.ts';
import type { KioskView } from '../contract/view.ts';
import type { PrintJob } from '../drivers/receipt-printer.ts';
import { dockAct } from './api/dock.ts';
import { latestValues } from './api/views.ts';
import type { PrinterRole } from './devices/printer-role.ts';
import type { TerminalRole } from './devices/terminal-role.ts';
import { createCatalogueStore } from './gateway/catalogue.ts';
import { createGateway } from './gateway/client.ts';
import { createContact } from './gateway/contact.ts';
import { createRequestSigner } from './gateway/request-signature.ts';
import { createTrustedClock } from './health/trusted-clock.ts';
import type { Log } from './log.ts';
import type { Mutex } from './mutex.ts';
import { createOutbox } from './outbox/outbox.ts';
import type { ApprovalDeps } from './payments/approval.ts';
import { createCardPayments } from './payments/card-payments.ts';
import type { Payment } from './payments/fold.ts';
import { createFreeHolds } from './payments/free-holds.ts';
import { createMoneyBack } from './payments/money-back.ts';
import { createResolver } from './payments/resolver.ts';
import { createReceiptJobs } from './printing/receipt-jobs.ts';
import type { ReceiptFacts } from './receipts/facts.ts';
import { outcomeKind } from './visit/outcome.ts';
import { stepBack } from './visit/position.ts';
import { screenOf, type LiveFacts } from './visit/screen-of.ts';
import { createVisit } from './visit/visit.ts';

/** After a restart a payment this young is still somebody's who stands here. */
const STILL_HERE_MS = 3 * 60_000;

export type EngineDeps = ApprovalDeps & {
  readonly config: KioskConfig;
  readonly random: RandomBytes;
  readonly terminal: TerminalRole;
  /** The terminal's: one operation at a time. */
  readonly mutex: Mutex;
  readonly printer: PrinterRole;
  readonly layout: (facts: ReceiptFacts) => PrintJob;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
};

export type Engine = { readonly service: EngineService; readonly stop: () => Promise<void> };

const UNFINISHED = paymentStateSchema.options.filter((state) => !FINAL_STATES.includes(state));

const GATEWAY_STATUS = {
  held: 'held',
  released: 'released',
  void: 'none',
  quarantined: 'quarantined',
} as const;

/** Puts the parts together and sets them going. Owns no decision of its own. */
export const startEngine = (deps: EngineDeps): Engine => {
  const { config, journal, clock, terminal, printer, onBug, log } = deps;
  const trusted = createTrustedClock({
    clock,
    journalMs: journal.lastAtMs(),
    keptFloorMs: Number(journal.kept('clockFloor') ?? 0),
    keepFloor: (ms) => {
      journal.keep('clockFloor', String(ms));
    },
  });
  const catalogue = createCatalogueStore({
    clock,
    publicKey: config.gateway.catalogueKey,
    kept: journal.kept('catalogue'),
    keep: (text) => {
      journal.keep('catalogue', text);
    },
  });
  const gateway = createGateway({
    url: config.gateway.url,
    timeoutMs: config.gateway.timeoutMs,
    signer: createRequestSigner({
      kioskId: config.kiosk.id,
      key: deps.key,
      clock,
      random: deps.random,
    }),
    onContact: ({ online, gatewayMs }) => {
      if (gatewayMs !== null) trusted.heardGateway(gatewayMs);
      contact.heard(online);
    },
  });
  const contact = createContact({
    clock,
    gateway: () => gateway,
    catalogue,
    everyMs: config.timing.heartbeatMs,
    onChange: (online) => {
      if (online) outbox.contact();
      visit.refresh();
    },
    onCatalogueRefused: (problem) => {
      log('catalogue.refused', { problem });
    },
    onBug,
  });
  const outbox = createOutbox({
    journal,
    gateway,
    clock,
    random: deps.random,
    crash: deps.crash,
    retry: { firstMs: config.timing.retryFirstMs, mostMs: config.timing.retryMostMs },
    onBug,
  });
  const asked = { ...deps, outbox: () => outbox };
  const resolver = createResolver({
    ...asked,
    onChange: () => {
      visit.refresh();
    },
  });
  const moneyBack = createMoneyBack({ ...asked, asking: resolver.asking });
  const owed = (): boolean => resolver.asking() || journal.inStates(['reversing']).length > 0;
  const cards = createCardPayments({ ...deps, outbox, owed, resolve: resolver.wake });

  const slipUrl = (payment: Payment): string | null => {
    const code = journal.personal(payment.paymentId)?.slipCode;
    return code === undefined ? null : `${config.gateway.receiptUrl.replace(/\/+$/u, '')}/${code}`;
  };
  const queuedUntilMs = (payment: Payment): number =>
    (payment.approvedAtMs ?? payment.intentAtMs) + config.limits.oldestHours * 3_600_000;
  const receipts = createReceiptJobs({
    journal,
    printer,
    layout: deps.layout,
    crash: deps.crash,
    kioskId: config.kiosk.id,
    place: config.kiosk.place,
    slipUrl,
    queuedUntilMs,
  });
  const cardsAccepted = (): boolean => terminal.status().state === 'online' && !owed();
  const visit = createVisit({
    ...deps,
    catalogue,
    gateway,
    gatewayOnline: contact.online,
    trusted,
    cards,
    receipts,
    cardsAccepted,
  });
  const live: LiveFacts = {
    get services() {
      return catalogue.services();
    },
    unavailable: () => {
      if (!cardsAccepted()) return 'terminalAway';
      return contact.online() ? null : 'gatewayAway';
    },
    get cardsAccepted() {
      return cardsAccepted();
    },
    get paperReceipt() {
      const { state, paper, coverOpen } = printer.status();
      return state === 'online' && !coverOpen && paper !== 'out' && paper !== 'jammed';
    },
    payment: journal.payment,
    slipUrl,
    queuedUntilMs,
  };

  let revision = 0;
  const view = (): KioskView => {
    revision += 1;
    const position = visit.position();
    const msLeft = visit.idleMsLeft();
    return {
      revision,
      kioskId: config.kiosk.id,
      language: visit.language(),
      languages: config.languages,
      screen: screenOf(position, live),
      terminal: terminal.status(),
      printer: printer.status(),
      gateway: contact.online() ? 'online' : 'offline',
      idleWarning: msLeft === null ? null : { msLeft },
      canGoBack: stepBack(position, config.languages.length > 1) !== null,
      dock: config.mode === 'development' && config.simulators !== undefined,
    };
  };

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
        status: row === null ? 'none' : row.status === 'done' ? done : GATEWAY_STATUS[row.status],
        attempts: row?.attempts ?? 0,
      },
    };
  };

  const freeHold = createFreeHolds({ gateway, online: contact.online, log, onBug });
  journal.onCommit((payment) => {
    freeHold(payment);
    if (payment.state === 'refused' || payment.state === 'reversing') moneyBack.wake();
    visit.refresh();
  });
  terminal.onChange(() => {
    log('terminal.state', { state: terminal.status().state });
    if (terminal.terminal() !== null) {
      resolver.wake();
      moneyBack.wake();
    }
    visit.refresh();
  });
  printer.onChange(() => {
    visit.refresh();
  });

  contact.start();
  outbox.wake();
  resolver.wake();
  moneyBack.wake();
  const latest = journal.latest(1)[0];
  if (latest !== undefined && !latest.visitEnded) {
    const ageMs = clock.wallMs() - latest.intentAtMs;
    if (ageMs >= 0 && ageMs < STILL_HERE_MS && outcomeKind(latest.state) !== null) {
      visit.resume(latest.paymentId, latest.language);
    }
  }

  return {
    service: {
      intent: (intent) => {
        const problem = visit.intent(intent);
        return Promise.resolve(
          problem === null ? { accepted: true } : { accepted: false, problem },
        );
      },
      views: (signal) => latestValues(view, visit.onChange, signal),
      payment: (id) => {
        const payment = journal.payment(id);
        return payment === null ? null : summary(payment);
      },
      exposure: () => {
        const open = journal.inStates(UNFINISHED).map((p) => p.paymentId);
        const sending = journal.outbox.released().map((row) => row.paymentId);
        const { fils, count, oldestAtMs } = journal.outbox.exposure();
        return {
          unfinished: new Set([...open, ...sending]).size,
          storedFils: fils,
          storedPayments: count,
          oldestAt: oldestAtMs === null ? null : new Date(oldestAtMs).toISOString(),
          unclear: resolver.unclear().size,
        };
      },
      dock: (act) => dockAct(config, act),
      printFinal: async (id) => {
        const payment = journal.payment(id);
        if (payment?.state !== 'posted') return false;
        if (payment.finalPrinted || receipts.printing(id)) return true;
        if (receipts.busy()) return false;
        await receipts.print(id, 'final', false);
        visit.refresh(); // a paper may have waited for this one
        return true;
      },
    },
    stop: async () => {
      visit.stop();
      await Promise.all([contact.stop(), resolver.stop(), moneyBack.stop()]);
      await outbox.stop();
      await Promise.all([terminal.stop(), printer.stop()]);
      deps.mirror.close();
      journal.close();
    },
  };
};
