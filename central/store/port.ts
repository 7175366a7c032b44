/** What central needs of the place where its books are kept; see `docs/decisions/central-store-port.md`. */
import type { KioskTotals } from '../../contract/gateway.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type {
  Answered,
  BillRow,
  Claim,
  Day,
  DocumentKey,
  EnrolledKiosk,
  HoldRow,
  KioskKeys,
  LockedKiosk,
  NewLine,
  NewPayment,
  NewTransfer,
  PaidPayment,
  QuarantinedPayment,
  Received,
  ReversalRow,
  SettlementDayRow,
} from './rows.ts';
import type { DaySums, LedgerTotals } from './sums.ts';

/**
 * Central's books. Everything that is decided is decided above this port, so that every store obeys the
 * same rules: a store only finds, locks, keeps and adds up rows, and refuses what its constraints forbid.
 */
export type Store = Reads & {
  /**
   * Runs one write as a transaction that stands as a whole or not at all. `work` may run again where
   * the store had to undo it, so that it changes nothing but rows; and it asks nothing but rows, since a
   * store that does one thing at a time would wait for itself. Throws what `work` throws.
   */
  readonly write: <T>(nowMs: number, work: (rows: Rows) => Promise<T>) => Promise<T>;
};

/** Reads of what is committed, each on its own. */
export type Reads = {
  /** Throws where the store does not answer. */
  readonly check: () => Promise<void>;
  /** With what a kiosk signs requests now, also where it is revoked; `null`: it was never enrolled. */
  readonly kioskKeys: (kioskId: string) => Promise<KioskKeys | null>;
  /** Keys of that kiosk that were revoked: whoever signs with one is heard as revoked. */
  readonly revokedKeys: (kioskId: string) => Promise<readonly string[]>;
  /** The key with which it signed a document, now or before a rotation. */
  readonly documentKey: (kioskId: string, keyId: string) => Promise<DocumentKey | null>;
  /**
   * Remembers a nonce until `staleAtMs`; `false` where it was used before and is not yet stale at
   * `nowMs`. A write of its own: of concurrent uses exactly one is told `true`.
   */
  readonly useNonce: (
    use: { readonly kioskId: string; readonly nonce: string; readonly staleAtMs: number },
    nowMs: number,
  ) => Promise<boolean>;
  /** Who pays under a reference, masked. */
  readonly payerName: (serviceId: string, reference: string) => Promise<Bilingual | null>;
  /** At most 99 bills that are not wholly paid, oldest first. */
  readonly openBills: (serviceId: string, reference: string) => Promise<readonly BillRow[]>;
  /** The earliest payment that a slip code's hash opens, with its answer. */
  readonly receipt: (
    slipCodeHash: string,
  ) => Promise<{ readonly document: string; readonly outcome: string } | null>;
  readonly kioskTotals: (kioskId: string) => Promise<KioskTotals>;
  readonly ledgerTotals: () => Promise<LedgerTotals>;
};

/** At once where the store can, so that a transaction in memory costs nothing. */
type Awaitable<T> = T | Promise<T>;

/** The rows as one transaction sees them. What it locks stays so until it ends. */
export type Rows = PaymentRows & ReversalRows & BillRows & SettlementRows & KioskRows & OtherRows;

type PaymentRows = {
  /**
   * Takes the ids nobody took before, for ever, and gives those. Who asks for an id that another
   * transaction is taking waits for its end.
   */
  readonly takeIds: (
    received: Received,
    claims: readonly Claim[],
  ) => Awaitable<ReadonlySet<string>>;
  /** By id; ids nobody took are absent. */
  readonly answersOf: (ids: readonly string[]) => Awaitable<ReadonlyMap<string, Answered>>;
  readonly addPayments: (received: Received, payments: readonly NewPayment[]) => Awaitable<void>;
  readonly addLines: (received: Received, lines: readonly NewLine[]) => Awaitable<void>;
  /** One balanced transfer a row; the same line moves in each kind at most once. */
  readonly addTransfers: (received: Received, transfers: readonly NewTransfer[]) => Awaitable<void>;
};

type ReversalRows = {
  /** Locks an id that was taken; `null` where nobody took it. */
  readonly lockPayment: (
    paymentId: string,
  ) => Awaitable<{ readonly kioskId: string; readonly receivedOn: Day } | null>;
  readonly reversalOf: (paymentId: string) => Awaitable<ReversalRow | null>;
  /** Throws where there is none. */
  readonly paymentOf: (paymentId: string, receivedOn: Day) => Awaitable<PaidPayment>;
  readonly addReversal: (reversal: ReversalRow) => Awaitable<void>;
};

type BillRows = {
  /** Locks these bills; unknown ids are absent. */
  readonly lockBills: (ids: readonly string[]) => Awaitable<ReadonlyMap<string, BillRow>>;
  /** By bill, how much of it is paid by now; never above its amount. A rival has had his turn. */
  readonly setPaid: (paid: ReadonlyMap<string, number>) => Awaitable<void>;
  readonly holdsOn: (billIds: readonly string[]) => Awaitable<readonly HoldRow[]>;
  /** Each bill's one hold becomes this one, its highest fence this one's. */
  readonly hold: (billIds: readonly string[], hold: Omit<HoldRow, 'bill_id'>) => Awaitable<void>;
  /** Of this kiosk for these payments; of `billIds` alone where told. Gives how many went. */
  readonly release: (holds: {
    readonly kioskId: string;
    readonly paymentIds: readonly string[];
    readonly billIds?: readonly string[];
  }) => Awaitable<number>;
};

type SettlementRows = {
  readonly daySums: (day: Day) => Awaitable<DaySums>;
  /** `false` where the day is closed already. */
  readonly addSettlementDay: (day: SettlementDayRow) => Awaitable<boolean>;
  /** Throws where it is not closed. */
  readonly settlementDay: (day: Day) => Awaitable<SettlementDayRow>;
  /** The day's sums by service, channel, paying day and kind. */
  readonly addSettlementLines: (day: Day) => Awaitable<void>;
};

type KioskRows = {
  /** Locks a kiosk; `null` where it was never enrolled. */
  readonly lockKiosk: (kioskId: string) => Awaitable<LockedKiosk | null>;
  /** Known and not revoked from now on, with this key alone; keys that were revoked stay so. */
  readonly enrol: (kiosk: EnrolledKiosk, nowMs: number) => Awaitable<void>;
  /** This key signs beside the kiosk's own from now on, in place of one offered before. */
  readonly offerKey: (
    kiosk: Pick<EnrolledKiosk, 'kioskId' | 'publicKey' | 'keyId'>,
    nowMs: number,
  ) => Awaitable<void>;
  /** The offered key is the kiosk's own from now on. */
  readonly takeKey: (kioskId: string, nowMs: number) => Awaitable<void>;
  /** With all its keys. */
  readonly revoke: (kioskId: string, nowMs: number) => Awaitable<void>;
  /** Keeps them apart from the books; gives the ids that were not there already. */
  readonly quarantine: (
    received: Received,
    payments: readonly QuarantinedPayment[],
  ) => Awaitable<ReadonlySet<string>>;
};

type OtherRows = {
  readonly audit: (entries: readonly AuditEntry[], nowMs: number) => Awaitable<void>;
};
