import type { Bilingual } from '../../../contract/language.ts';
import type { NewBill } from '../../database/schema.ts';
import type {
  AuditRow,
  BillRow,
  Day,
  DocumentKey,
  HoldRow,
  KioskRow,
  LineRow,
  PaymentRow,
  QuarantinedPayment,
  ReversalRow,
  SettlementDayRow,
  SettlementLineRow,
  TransferRow,
} from '../rows.ts';

export type RegistryRow = {
  readonly kiosk_id: string;
  readonly sha256: string;
  readonly received_on: Day;
};

/** Every table as a map by its primary key. Rows are replaced, never changed. */
export type Tables = {
  readonly kiosk: Map<string, KioskRow>;
  /** By kiosk and then by key id. */
  readonly kioskKey: Map<string, ReadonlyMap<string, DocumentKey>>;
  /** By kiosk and payment. */
  readonly quarantined: Map<string, QuarantinedPayment>;
  /** When a nonce goes stale, by kiosk and then by nonce. */
  readonly nonce: Map<string, Map<string, number>>;
  /** By `accountKey`. */
  readonly account: Map<string, { readonly payerName: Bilingual; readonly billIds: string[] }>;
  readonly bill: Map<string, BillRow>;
  readonly hold: Map<string, HoldRow>;
  readonly registry: Map<string, RegistryRow>;
  readonly outcome: Map<string, string>;
  readonly payment: Map<string, PaymentRow>;
  /** By payment, in the order in which they were added. */
  readonly line: Map<string, readonly LineRow[]>;
  readonly slipCode: Map<string, readonly string[]>;
  readonly reversal: Map<string, ReversalRow>;
  /** By `transferKey`. */
  readonly transfer: Map<string, TransferRow>;
  readonly audit: AuditRow[];
  readonly settlementDay: Map<Day, SettlementDayRow>;
  readonly settlementLine: SettlementLineRow[];
};

export const emptyTables = (): Tables => ({
  kiosk: new Map(),
  kioskKey: new Map(),
  quarantined: new Map(),
  nonce: new Map(),
  account: new Map(),
  bill: new Map(),
  hold: new Map(),
  registry: new Map(),
  outcome: new Map(),
  payment: new Map(),
  line: new Map(),
  slipCode: new Map(),
  reversal: new Map(),
  transfer: new Map(),
  audit: [],
  settlementDay: new Map(),
  settlementLine: [],
});

export const accountKey = (serviceId: string, reference: string): string =>
  `${serviceId} ${reference}`;

export const transferKey = (row: Pick<TransferRow, 'payment_id' | 'line_id' | 'kind'>): string =>
  `${row.payment_id} ${String(row.line_id)} ${row.kind}`;

/** An account with what is due under it. */
export type ModelAccount = {
  readonly serviceId: string;
  readonly reference: string;
  readonly payerName: Bilingual;
  readonly bills: readonly NewBill[];
};

/** Adds accounts and bills; what is there already, paid or not, stays. */
export const addAccounts = (tables: Tables, accounts: readonly ModelAccount[]): void => {
  for (const { serviceId, reference, payerName, bills } of accounts) {
    const key = accountKey(serviceId, reference);
    const account = tables.account.get(key) ?? { payerName, billIds: [] };
    tables.account.set(key, account);
    for (const bill of bills) {
      if (tables.bill.has(bill.bill_id)) continue;
      const { paid_fils = 0, fence = 0, rival_pays_first = false } = bill;
      tables.bill.set(bill.bill_id, { ...bill, paid_fils, fence, rival_pays_first });
      account.billIds.push(bill.bill_id);
    }
  }
};
