import { Kysely, sql } from 'kysely';
import { migrate } from '../../central/database/migrate.ts';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables, Database } from '../../central/database/schema.ts';
import { enrolKiosk } from '../../central/identity/kiosks.ts';
import { sqlStore } from '../../central/store/sql/store.ts';
import { dayName, deliveredMs } from './calendar.ts';
import { billIdOf, referenceOf } from './documents.ts';
import { quarterKiosk } from './kiosks.ts';
import type { Plan } from './plan.ts';
import { QUARTER_SERVICES } from './services.ts';

const BILLS_A_STATEMENT = 10_000;

export const openDatabase = (url: string): Database =>
  new Kysely<CentralTables>({
    dialect: postgresDialect(url, (error) => {
      console.error(`A database connection broke: ${error.name}`);
    }),
  });

/** Central's tables, the enrolled kiosks, and the bills as the ministries would have put them in. */
export const prepareDatabase = async (
  db: Database,
  plan: Plan,
  onBills: (done: number) => void,
): Promise<void> => {
  await migrate(db);
  for (let index = 0; index < plan.kiosks; index++)
    await enrolKiosk(sqlStore(db), quarterKiosk(plan.seed, index), deliveredMs(0));
  for (let from = 0; from < plan.day.length; from += BILLS_A_STATEMENT) {
    const indexes = Array.from(
      { length: Math.min(BILLS_A_STATEMENT, plan.day.length - from) },
      (_, i) => from + i,
    );
    await insertBills(db, plan, indexes);
    onBills(from + indexes.length);
  }
  await sql`analyze`.execute(db);
};

const insertBills = async (db: Database, plan: Plan, indexes: readonly number[]): Promise<void> => {
  await sql`
    insert into bill (bill_id, service_id, reference, title_ar, title_en, detail_ar, detail_en,
      amount_fils, due_date)
    select id, service, reference, 'فاتورة', 'Bill', 'الربع الثالث', 'Third quarter', amount, due
      from unnest(${indexes.map(billIdOf)}::text[],
        ${indexes.map((i) => QUARTER_SERVICES[plan.service[i] ?? 0]?.id)}::text[],
        ${indexes.map(referenceOf)}::text[],
        ${indexes.map((i) => plan.amountFils[i])}::bigint[],
        ${indexes.map((i) => dayName(plan.day[i] ?? 0))}::text[])
      as new (id, service, reference, amount, due)
    on conflict (bill_id) do nothing`.execute(db);
};
