import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS = [
  // Decided at a desk, a session stands where a signature would.
  `alter table decision drop constraint decision_operator_fkey`,
  `alter table decision alter column signature drop not null`,
  `alter table decision add constraint decision_vouched
    check ((signature is null) = (operator like 'staff/%'))`,
  `create index case_closed_on on case_file (closed_at_ms desc) where status = 'closed'`,
];

/** Cases decided at desks as well as with keys of one's own. */
export const deskDecisions: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
