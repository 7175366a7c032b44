import { sql, type SqlBool } from 'kysely';
import {
  PAYMENTS_A_PAGE,
  type FoundPayment,
  type FoundPayments,
  type PaymentsAsked,
} from '../../contract/console-payments.ts';
import { idEndOf, readShortPaymentId, shortPaymentId, type PaymentId } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import type { Naming } from './names.ts';

/** The lowest id of that moment (RFC 9562, UUIDv7): ids stand in the order of their beginning. */
export const lowestId = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

type Row = {
  readonly payment_id: PaymentId;
  readonly document: string;
  readonly recorded_at_ms: number;
  readonly refused: boolean;
  readonly returned: boolean;
};

export const foundOf = (row: Row, nameOf: Naming): FoundPayment => {
  const document = paymentDocumentSchema.parse(JSON.parse(row.document));
  return {
    paymentId: document.paymentId,
    number: shortPaymentId(document.paymentId),
    kioskId: document.kioskId,
    authorisedAt: document.authorisedAt,
    recordedAt: new Date(row.recorded_at_ms).toISOString(),
    totalFils: document.totalFils,
    services: [...new Set(document.lines.map(({ serviceId }) => serviceId))].map(nameOf),
    state: row.returned ? 'returned' : row.refused ? 'refused' : 'posted',
  };
};

const REFUSED = sql<boolean>`exists (select 1 from payment_line as line
  where line.payment_id = r.payment_id and line.received_on = r.received_on
    and line.status = 'refused')`;
const RETURNED = sql<boolean>`exists (select 1 from reversal where reversal.payment_id = r.payment_id)`;

/** Which rows are looked at, and in what they must agree. */
const conditions = (asked: PaymentsAsked, number: string | null): readonly SqlBoolSql[] => {
  if (number !== null) {
    const end = idEndOf(number);
    return [
      sql`right(r.payment_id::text, 12) = ${end.slice(-12)}`,
      sql`right(replace(r.payment_id::text, '-', ''), 15) = ${end}`,
    ];
  }
  const { kiosk, service, fils, only, after } = asked;
  const until = after ?? lowestId(dayStartMs(addDays(asked.to, 1)));
  return [
    sql`r.payment_id >= ${lowestId(dayStartMs(asked.from))}::uuid`,
    sql`r.payment_id < ${until}::uuid`,
    ...(kiosk === undefined ? [] : [sql<SqlBool>`r.kiosk_id = ${kiosk}`]),
    ...(fils === undefined ? [] : [sql<SqlBool>`p.total_fils = ${fils}`]),
    ...(service === undefined
      ? []
      : [
          sql<SqlBool>`exists (select 1 from payment_line as line
            where line.payment_id = r.payment_id and line.received_on = r.received_on
              and line.service_id = ${service})`,
        ]),
    ...(only === undefined ? [] : [only === 'refused' ? REFUSED : RETURNED]),
  ];
};
type SqlBoolSql = ReturnType<typeof sql<SqlBool>>;

const rowsWhere = async (
  db: Database,
  where: readonly SqlBoolSql[],
  limit: number,
): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select r.payment_id, p.document, p.recorded_at_ms, ${REFUSED} as refused, ${RETURNED} as returned
    from payment_registry as r
    join payment as p on p.payment_id = r.payment_id and p.received_on = r.received_on
    where ${sql.join(where, sql` and `)}
    order by r.payment_id desc limit ${limit}`.execute(db);
  return rows;
};

/** A page of payments, the latest beginning first; by its number at most one. */
export const searchPayments = async (
  db: Database,
  asked: PaymentsAsked,
  nameOf: Naming,
): Promise<FoundPayments> => {
  const number = asked.number === undefined ? null : readShortPaymentId(asked.number);
  if (asked.number !== undefined && number === null) return { payments: [], next: null };
  const rows = await rowsWhere(db, conditions(asked, number), PAYMENTS_A_PAGE + 1);
  const shown = rows.slice(0, PAYMENTS_A_PAGE);
  return {
    payments: shown.map((row) => foundOf(row, nameOf)),
    next: rows.length > PAYMENTS_A_PAGE ? (shown.at(-1)?.payment_id ?? null) : null,
  };
};

export const rowOfPayment = async (db: Database, paymentId: PaymentId): Promise<Row | null> => {
  const [row] = await rowsWhere(db, [sql<SqlBool>`r.payment_id = ${paymentId}::uuid`], 1);
  return row ?? null;
};
