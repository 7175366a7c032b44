import type { KioskConfig } from '../contract/config.ts';
import type { EngineService } from '../contract/engine-api.ts';
import type { RandomBytes } from '../contract/ids.ts';
import type { OutOfService } from '../contract/view.ts';
import type { PrintJob } from '../drivers/receipt-printer.ts';
import { dockAct } from './api/dock.ts';
import type { CabinetRole } from './devices/cabinet-role.ts';
import type { PrinterRole } from './devices/printer-role.ts';
import type { TerminalRole } from './devices/terminal-role.ts';
import { createCatalogueStore } from './gateway/catalogue.ts';
import { createGateway, type GatewayFetch } from './gateway/client.ts';
import { createContact } from './gateway/contact.ts';
import { createRequestSigner } from './gateway/request-signature.ts';
import { createTrustedClock } from './health/trusted-clock.ts';
import type { Log } from './log.ts';
import type { Mutex } from './mutex.ts';
import { createOutbox } from './outbox/outbox.ts';
import type { ApprovalDeps } from './payments/approval.ts';
import { createCardPayments } from './payments/card-payments.ts';
import type { Payment } from './payments/fold.ts';
import { createTerminalCare } from './payments/terminal-care.ts';
import { createFreeHolds } from './payments/free-holds.ts';
import { clearTamperByKey } from './devices/tamper.ts';
import { createLights } from './devices/lights.ts';
import { createMoneyBack } from './payments/money-back.ts';
import { createResolver } from './payments/resolver.ts';
import { createPowerWatch } from './power/power-watch.ts';
import { createReceiptJobs } from './printing/receipt-jobs.ts';
import type { ReceiptFacts } from './receipts/facts.ts';
import { outcomeKind } from './visit/outcome.ts';
import { createService } from './service.ts';
import { createView, type Readers } from './view.ts';
import type { LiveFacts } from './visit/screen-of.ts';
import { createVisit } from './visit/visit.ts';

/** After a restart a payment this young is still somebody's who stands here. */
const STILL_HERE_MS = 3 * 60_000;

export type EngineDeps = ApprovalDeps & {
  readonly config: KioskConfig;
  readonly random: RandomBytes;
  /** How requests to the gateway travel; the machine's own network unless told otherwise. */
  readonly fetch?: GatewayFetch;
  readonly terminal: TerminalRole;
  /** The terminal's: one operation at a time. */
  readonly mutex: Mutex;
  readonly printer: PrinterRole;
  readonly readers: Readers;
  readonly cabinet: CabinetRole | null;
  readonly layout: (facts: ReceiptFacts) => PrintJob;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
};

export type Engine = { readonly service: EngineService; readonly stop: () => Promise<void> };

/** Puts the parts together and sets them going. Owns no decision of its own. */
export const startEngine = (deps: EngineDeps): Engine => {
  const { config, journal, clock, terminal, printer, readers, onBug, log } = deps;
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
    clock,
    ...(deps.fetch === undefined ? {} : { fetch: deps.fetch }),
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
      care.wake();
      visit.refresh();
    },
  });
  const moneyBack = createMoneyBack({ ...asked, asking: resolver.asking });
  const owed = (): boolean => resolver.asking() || journal.inStates(['reversing']).length > 0;
  const cards = createCardPayments({
    ...deps,
    outbox,
    owed,
    mayBegin: () => power?.failing() !== true,
    resolve: resolver.wake,
  });

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
  const closed = (): OutOfService | null => {
    if (power?.failing() === true) return 'power';
    const cabinet = deps.cabinet?.status();
    if (cabinet?.door === 'open' || cabinet?.tampered === true) return 'door';
    return catalogue.services().length === 0 ? 'starting' : null;
  };
  const visit = createVisit({
    ...deps,
    catalogue,
    gateway,
    gatewayOnline: contact.online,
    trusted,
    cards,
    receipts,
    cardsAccepted,
    closed,
  });
  const live: LiveFacts = {
    get services() {
      return catalogue.services();
    },
    unavailable: () => {
      if (!cardsAccepted()) return 'terminalAway';
      return contact.online() ? null : 'gatewayAway';
    },
    get closed() {
      return closed();
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

  const care = createTerminalCare({
    ...deps,
    owed: () => owed() || journal.inStates(['refused']).length > 0,
    onDayClosed: (totals) => {
      journal.keep('endOfDay', JSON.stringify({ atMs: clock.wallMs(), totals }));
    },
  });

  const freeHold = createFreeHolds({ gateway, online: contact.online, log, onBug });
  journal.onCommit((payment) => {
    freeHold(payment);
    if (payment.state === 'refused' || payment.state === 'reversing') moneyBack.wake();
    care.wake();
    visit.refresh();
  });
  terminal.onChange(() => {
    log('terminal.state', { state: terminal.status().state });
    if (terminal.terminal() !== null) {
      resolver.wake();
      moneyBack.wake();
      care.wake();
    }
    visit.refresh();
  });
  printer.onChange(() => {
    visit.refresh();
  });

  const power =
    deps.cabinet === null
      ? null
      : createPowerWatch({
          clock,
          cabinet: deps.cabinet,
          askCancel: cards.askCancel,
          drop: terminal.drop,
          cardRunning: cards.running,
          log,
          onChange: visit.refresh,
        });
  const lights = deps.cabinet === null ? null : createLights(deps.cabinet, onBug);
  const lit = visit.onChange(() => {
    lights?.show(visit.position(), cardsAccepted());
  });
  if (deps.cabinet !== null) clearTamperByKey(deps.cabinet, log, onBug);
  deps.cabinet?.onChange(visit.refresh);
  for (const reader of Object.values(readers)) {
    reader.onScan(visit.scanned);
    reader.onChange(visit.refresh);
  }

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
    service: createService({
      visit,
      journal,
      resolver,
      receipts,
      view: createView({ config, visit, live, terminal, printer, readers, contact }),
      dock: (act) => dockAct(config, act),
    }),
    stop: async () => {
      lit();
      power?.stop();
      visit.stop();
      await Promise.all([contact.stop(), resolver.stop(), moneyBack.stop(), care.stop()]);
      await outbox.stop();
      const devices: { stop: () => Promise<void> }[] = [
        terminal,
        printer,
        ...Object.values(readers),
      ];
      if (deps.cabinet !== null) devices.push(deps.cabinet);
      await Promise.all(devices.map((device) => device.stop()));
      deps.mirror.close();
      journal.close();
    },
  };
};
