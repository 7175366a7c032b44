import type { AudioView } from '../contract/audio.ts';
import type { EngineService } from '../contract/engine-api.ts';
import type { OutOfService } from '../contract/view.ts';
import { dockAct } from './api/dock.ts';
import { createCatalogueStore } from './gateway/catalogue.ts';
import { createGateway } from './gateway/client.ts';
import { createContact } from './gateway/contact.ts';
import { createRequestSigner } from './gateway/request-signature.ts';
import { createTrustedClock } from './health/trusted-clock.ts';
import { startIdentity } from './identity/identity.ts';
import { createLive } from './live.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createCardPayments } from './payments/card-payments.ts';
import type { Payment } from './payments/fold.ts';
import { createDayBook } from './payments/day-book.ts';
import { deadlineOf, type Deadline } from './payments/deadline.ts';
import { createExposureWatch } from './payments/exposure-watch.ts';
import { createFreeHolds } from './payments/free-holds.ts';
import { startBooksWatch } from './books-watch.ts';
import { clearTamperByKey } from './devices/tamper.ts';
import { createLights } from './devices/lights.ts';
import { createMoneyBack } from './payments/money-back.ts';
import { createIssuer } from './ekey/issuer.ts';
import { createResolver } from './payments/resolver.ts';
import { createPowerWatch } from './power/power-watch.ts';
import { createReceiptJobs } from './printing/receipt-jobs.ts';
import { outcomeKind } from './visit/outcome.ts';
import { createLock } from './remote/lock.ts';
import { createScreenDesk } from './remote/screen-desk.ts';
import { startRemote } from './remote/start.ts';
import { createService } from './service.ts';
import type { EngineDeps } from './engine-deps.ts';
import { startMessages } from './messages/start.ts';
import { startTawasul } from './tawasul/start.ts';
import { startSettling } from './settling.ts';
import { startGuide } from './speech/start-guide.ts';
import { createUptime } from './status/uptime.ts';
import { createStatusSource, type StatusSource } from './status/source.ts';
import { createView } from './view.ts';
import { createVisit } from './visit/visit.ts';
import { startStaff } from './technician/start.ts';

/** After a restart a payment this young is still somebody's who stands here. */
const STILL_HERE_MS = 3 * 60_000;

export type Engine = {
  readonly service: EngineService;
  /** What the operators are told. */
  readonly status: StatusSource;
  readonly stop: () => Promise<void>;
};

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
    signer:
      deps.signer ??
      createRequestSigner({
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
  const lock = createLock(journal);
  const contact = createContact({
    clock,
    gateway: () => gateway,
    catalogue,
    everyMs: config.timing.heartbeatMs,
    onChange: (online) => {
      if (online) outbox.contact();
      if (online) tawasul.contact();
      if (online) sending.contact();
      if (online) identity?.contact();
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
    spreadMs: config.timing.returnSpreadMs,
    onBug,
  });
  const onBooks = (): void => {
    visit.refresh();
  };
  const books = startBooksWatch({ ...deps, gateway, online: contact.online, onChange: onBooks });
  const asked = { ...deps, outbox: () => outbox };
  const resolver = createResolver({
    ...asked,
    onChange: () => {
      care.wake();
      visit.refresh();
    },
  });
  const book = createDayBook({ journal, clock, kioskId: config.kiosk.id });
  const moneyBack = createMoneyBack({
    ...asked,
    asking: resolver.asking,
    dayClosed: book.isClosed,
  });
  const owed = (): boolean => resolver.asking() || journal.inStates(['reversing']).length > 0;
  const cards = createCardPayments({
    ...deps,
    outbox,
    owed,
    mayBegin: () =>
      power?.failing() !== true &&
      books.closed() === null &&
      (identity?.closed() ?? null) === null &&
      staff?.closes() !== true &&
      lock.now() === null,
    resolve: resolver.wake,
  });

  const slipUrl = (payment: Payment): string | null => {
    const code = journal.personal(payment.paymentId)?.slipCode;
    return code === undefined ? null : `${config.gateway.receiptUrl.replace(/\/+$/u, '')}/${code}`;
  };
  const queuedUntil = (payment: Payment): Deadline =>
    deadlineOf(payment, config.limits.oldestHours);
  const exposure = createExposureWatch({ journal, limits: config.limits, clock, trusted, log });
  const receipts = createReceiptJobs({
    journal,
    printer,
    layout: deps.layout,
    crash: deps.crash,
    kioskId: config.kiosk.id,
    place: config.kiosk.place,
    slipUrl,
    queuedUntil,
  });
  const cardsAccepted = (): boolean => terminal.status().state === 'online' && !owed();
  const closed = (): OutOfService | null => {
    if (power?.failing() === true) return 'power';
    const stored = books.closed() ?? identity?.closed() ?? null;
    if (stored !== null) return stored;
    if (staff?.closes() === true) return 'door';
    if (lock.now() !== null) return 'locked';
    const cabinet = deps.cabinet?.status();
    if (cabinet?.door === 'open' || cabinet?.tampered === true) return 'door';
    return catalogue.services().length === 0 ? 'starting' : null;
  };
  const selling = {
    ...deps,
    catalogue,
    gateway,
    gatewayOnline: contact.online,
    trusted,
    exposure,
    cardsAccepted,
    closed,
    queuedUntil,
  };
  const tawasul = startTawasul({
    ...deps,
    catalogue,
    gateway,
    online: contact.online,
    onChange: () => {
      visit.refresh();
    },
  });
  const sending = startMessages({
    ...deps,
    catalogue,
    gateway,
    onChange: () => {
      visit.refresh();
    },
  });
  const issuer =
    config.eKey === undefined
      ? null
      : createIssuer({ config: config.eKey, key: deps.key, place: config.kiosk.place });
  const visit = createVisit({
    ...selling,
    ...tawasul.parts,
    ...sending.parts,
    cards,
    receipts,
    issuer,
  });
  const live = createLive({ ...selling, ...tawasul.parts, ...sending.parts, visit, slipUrl });

  const {
    care,
    reports,
    stop: stopSettling,
  } = startSettling({
    ...deps,
    gateway,
    online: contact.online,
    outbox,
    visit,
    book,
    owed,
    onDecided: visit.refresh,
  });

  const freeHold = createFreeHolds({ gateway, online: contact.online, log, onBug });
  journal.onCommit((payment) => {
    freeHold(payment);
    if (payment.state === 'refused' || payment.state === 'reversing') moneyBack.wake();
    care.wake();
    if (payment.state === 'quarantined') reports.wake();
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
  const uptime = createUptime({
    clock,
    journal,
    selling: () => closed() === null && cardsAccepted(),
  });
  const staff = startStaff({
    ...deps,
    visit,
    gateway,
    gatewayOnline: contact.online,
    outbox,
    exposure,
    uptime,
    lock: lock.now,
    cardRunning: cards.running,
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

  const identity =
    deps.identity === undefined
      ? null
      : startIdentity({
          ...deps,
          ...deps.identity,
          kioskId: config.kiosk.id,
          gateway,
          idle: () => visit.position().at === 'attract',
          onChange: visit.refresh,
        });
  contact.start();
  outbox.wake();
  resolver.wake();
  moneyBack.wake();
  const latest = journal.latest(1)[0];
  if (latest !== undefined && !latest.visitEnded) {
    const ageMs = clock.wallMs() - latest.intentAtMs;
    if (ageMs >= 0 && ageMs < STILL_HERE_MS && outcomeKind(latest) !== null) {
      visit.resume(latest.paymentId, latest.language);
    }
  }

  const screen = createScreenDesk({ clock, onChange: visit.refresh });
  const remote = startRemote({
    ...deps,
    gateway,
    contact,
    rotateKey: identity?.rotate,
    cards,
    staff,
    visit,
    lock,
    screen,
  });
  const audio = (): AudioView | null => guide?.view() ?? null;
  const view = createView({
    ...deps,
    visit,
    live,
    contact,
    audio,
    staff: staff?.gate.shown,
    screenAct: screen.asked,
  });
  const guide = startGuide({ ...deps, catalogue, visit, view });

  return {
    service: createService({
      visit,
      journal,
      resolver,
      receipts,
      exposure,
      view,
      guide,
      dock: (act) => dockAct(config, act),
      identity,
      screen,
      ...(staff === null ? {} : { technician: staff.service }),
    }),
    status: createStatusSource(selling),
    stop: async () => {
      lit();
      staff?.stop();
      uptime.stop();
      guide?.stop();
      power?.stop();
      exposure.stop();
      visit.stop();
      await remote.stop();
      await Promise.all([
        contact.stop(),
        books.stop(),
        identity?.stop(),
        resolver.stop(),
        moneyBack.stop(),
        stopSettling(),
        tawasul.stop(),
        sending.stop(),
      ]);
      await outbox.stop();
      const devices: { stop: () => Promise<void> }[] = [
        terminal,
        printer,
        ...Object.values(readers),
      ];
      if (deps.cabinet !== null) devices.push(deps.cabinet);
      await Promise.all(devices.map((device) => device.stop()));
      deps.mirror.close();
      deps.staffBook?.close();
      journal.close();
    },
  };
};
