import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A payer's masked name in Arabic letters too; an account of before shows the one it has, until it is told. */
export const namesInBoth: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table account add column payer_name_ar text`.execute(db);
    await sql`update account set payer_name_ar = payer_name`.execute(db);
    await sql`alter table account alter column payer_name_ar set not null`.execute(db);
  },
};
