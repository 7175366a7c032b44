import { kioskConfigSchema, type KioskConfig } from '../../contract/config.ts';
import type { BilledService, Service } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import { ok } from '../../contract/result.ts';
import type { CardPrompt, OutOfService } from '../../contract/view.ts';
import type { PrintOutcome } from '../../drivers/receipt-printer.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import { createTrustedClock } from '../health/trusted-clock.ts';
import { createExposureWatch } from '../payments/exposure-watch.ts';
import type { PaperFacts } from '../receipts/layout-for.ts';
import type { CardPayments, IntentRequest } from '../payments/card-payments.ts';
import type { Payment } from '../payments/fold.ts';
import type { Issuer } from '../ekey/issuer.ts';
import { createReceiptJobs } from '../printing/receipt-jobs.ts';
import type { SaleDeps } from '../visit/sale-deps.ts';
import { createVisit, type Visit, type VisitDeps } from '../visit/visit.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { openBench, seededBytes, temporaryFolder, type Bench } from './sample.ts';
import { scriptedGateway, type ScriptedGateway } from './scripted-gateway.ts';
import { settle } from './scripted-terminal.ts';

const both = (text: string): { ar: string; en: string } => ({ ar: text, en: text });

export const ewa: BilledService = {
  id: 'ewa',
  title: both('Electricity and water'),
  ministry: both('EWA'),
  icon: 'electricity',
  reference: {
    label: both('Account number'),
    help: both('Eight digits'),
    example: '10000001',
    minDigits: 8,
    maxDigits: 8,
    kind: 'account',
  },
  barcodes: [{ prefix: 'EWA', length: 17, from: 3, take: 8 }],
  limitFils: 150_000 as Fils,
  offline: { kind: 'lookedUpOnly', validForSeconds: 600 },
};

export const bill = (billId: string, amountFils = 32_569): Bill => ({
  billId,
  title: both('Bill'),
  detail: both('October 2026'),
  amountFils: amountFils as Fils,
  dueDate: '2026-12-01',
});

export const stageConfig = (folder: string): KioskConfig =>
  kioskConfigSchema.parse({
    kiosk: { id: 'KSK-1', place: both('Seef Mall') },
    mode: 'production',
    languages: ['ar', 'en'],
    dataFolder: folder,
    devices: {
      terminal: { driver: 'zvt', transport: 'serial', path: '/dev/null' },
      printer: { driver: 'escpos', transport: 'serial', path: '/dev/null' },
    },
    gateway: {
      url: 'https://gateway.example',
      catalogueKey: 'A'.repeat(43),
      receiptUrl: 'https://pay.example/r',
    },
    api: {},
  });

/** The card's part as a test plays it: what was asked, and how it ends. */
export type PlayedCard = {
  readonly request: IntentRequest;
  readonly prompt: (prompt: CardPrompt) => void;
  /** `null`: the terminal could not be asked. */
  readonly end: (payment: Payment | null) => Promise<void>;
};

export type VisitStage = {
  readonly visit: Visit;
  readonly sale: SaleDeps;
  readonly bench: Bench;
  readonly clock: FakeClock;
  readonly far: ScriptedGateway;
  readonly services: Service[];
  readonly cards: PlayedCard[];
  readonly cancels: () => number;
  readonly papers: PaperFacts['kind'][];
  /** Ends the receipt that prints. */
  readonly paperEnds: (outcome?: PrintOutcome) => Promise<void>;
  readonly world: { online: boolean; cardsAccepted: boolean; closed: OutOfService | null };
  readonly bugs: unknown[];
  readonly close: () => void;
};

/** A visit on a real journal, with everything around it in the test's hand. */
export const setVisitStage = (
  more: Partial<VisitDeps> = {},
  issuerFor?: (key: KioskKey) => Issuer,
): VisitStage => {
  const folder = temporaryFolder();
  const clock = createFakeClock();
  const bench = openBench(folder.path, clock);
  const far = scriptedGateway();
  const services: Service[] = [ewa];
  const played: PlayedCard[] = [];
  const papers: PaperFacts['kind'][] = [];
  const bugs: unknown[] = [];
  const world: VisitStage['world'] = { online: true, cardsAccepted: true, closed: null };
  let cancels = 0;
  let finishPaper: (outcome: PrintOutcome) => void = () => undefined;

  const cards: CardPayments = {
    take: (request, prompt) =>
      new Promise((resolve) => {
        played.push({
          request,
          prompt,
          end: async (payment) => {
            resolve(payment);
            await settle();
          },
        });
      }),
    askCancel: () => {
      cancels += 1;
    },
    asking: () => false,
    running: () => false,
  };
  const receipts = createReceiptJobs({
    ...bench,
    printer: {
      status: () => ({
        state: 'online',
        paper: 'full',
        coverOpen: false,
        media: null,
        receiptsLeft: null,
      }),
      onChange: () => () => undefined,
      print: () =>
        new Promise((resolve) => {
          finishPaper = resolve;
        }),
      paper: () => ({ mmLeft: 80_000, receiptsLeft: null, endsAtMs: null }),
      newRoll: () => undefined,
      stop: () => Promise.resolve(),
    },
    layout: (facts) => {
      papers.push(facts.kind);
      return { bands: [] };
    },
    place: both('Seef Mall'),
    slipUrl: () => null,
    queuedUntil: () => ({ untilMs: 0, hours: null }),
  });
  const config = stageConfig(folder.path);
  const trusted = createTrustedClock({
    clock,
    journalMs: 0,
    keptFloorMs: 0,
    keepFloor: () => undefined,
  });
  const exposure = createExposureWatch({
    journal: bench.journal,
    limits: config.limits,
    clock,
    trusted,
    log: () => undefined,
  });
  const sale: SaleDeps = {
    ...bench,
    config,
    exposure,
    gateway: far.gateway,
    gatewayOnline: () => world.online,
    random: seededBytes(3),
    trusted,
  };
  const visit = createVisit({
    ...bench,
    ...sale,
    queuedUntil: () => ({ untilMs: 1_000, hours: null }),
    catalogue: {
      services: () => services,
      service: (id) => services.find((s) => s.id === id) ?? null,
      notices: () => [],
      tawasul: () => null,
      messages: () => [],
      said: () => ({}),
      version: () => null,
      offer: () => ({ ok: false, error: 'older' }),
    },
    cards,
    receipts,
    issuer: issuerFor?.(bench.key) ?? null,
    cardsAccepted: () => world.cardsAccepted,
    closed: () => world.closed ?? (services.length === 0 ? 'starting' : null),
    onBug: (cause) => bugs.push(cause),
    ...more,
  });
  bench.journal.onCommit(() => {
    visit.refresh();
  });
  far.answers.searchBills = () =>
    Promise.resolve(
      ok({
        payerName: { ar: 'أ*** م***', en: 'A*** M***' },
        bills: [bill('B-1'), bill('B-2', 1_000)],
      }),
    );
  far.answers.hold = ({ paymentId }) =>
    Promise.resolve(ok({ paymentId, fence: 1, expiresAt: '2026-11-22T14:00:00.000Z' }));
  far.answers.releaseHold = () => Promise.resolve(ok(null));
  return {
    visit,
    sale,
    bench,
    clock,
    far,
    services,
    cards: played,
    cancels: () => cancels,
    papers,
    paperEnds: async (outcome = { status: 'printed' }) => {
      finishPaper(outcome);
      await settle();
    },
    world,
    bugs,
    close: () => {
      visit.stop();
      exposure.stop();
      bench.journal.close();
      folder.remove();
    },
  };
};
