import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { demoAccounts, HELD_ELSEWHERE, ORDINARY_ACCOUNTS } from './accounts.ts';
import { demoHolders } from './holders.ts';

/** Far enough to be for ever: the first moment of the year 9999. */
const FOR_EVER_MS = Date.UTC(9999, 0, 1);
const OTHER_KIOSK = 'demo-kiosk-elsewhere';
const OTHER_PAYMENT = '01900000-0000-7000-8000-000000000001';
const ROWS_A_STATEMENT = 200;

/** Puts the demonstration's accounts and bills in; bills that are there already, paid or not, stay. */
export const seedDemo = (db: Database, ordinaryAccounts = ORDINARY_ACCOUNTS): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const accounts = demoAccounts(ordinaryAccounts);
    for (const part of inParts(accounts)) {
      await transaction
        .insertInto('account')
        .values(
          part.map(({ serviceId, reference, payerName }) => ({
            service_id: serviceId,
            reference,
            payer_name: payerName.en,
            payer_name_ar: payerName.ar,
          })),
        )
        .onConflict((c) =>
          c.columns(['service_id', 'reference']).doUpdateSet((e) => ({
            payer_name: e.ref('excluded.payer_name'),
            payer_name_ar: e.ref('excluded.payer_name_ar'),
          })),
        )
        .execute();
    }
    for (const part of inParts(accounts.flatMap(({ bills }) => bills))) {
      await transaction
        .insertInto('bill')
        .values(part)
        .onConflict((c) => c.doNothing())
        .execute();
    }
    await transaction
      .insertInto('account_holder')
      .values(
        demoHolders(accounts).map(({ personalNumber, serviceId, reference }) => ({
          personal_number: personalNumber,
          service_id: serviceId,
          reference,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute();
    await holdElsewhere(transaction);
  });

const holdElsewhere = async (transaction: DatabaseTransaction): Promise<void> => {
  await transaction
    .insertInto('bill_hold')
    .values(
      HELD_ELSEWHERE.map((bill_id) => ({
        bill_id,
        payment_id: OTHER_PAYMENT,
        kiosk_id: OTHER_KIOSK,
        fence: 1,
        expires_at_ms: FOR_EVER_MS,
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
};

const inParts = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_A_STATEMENT, (index + 1) * ROWS_A_STATEMENT),
  );
