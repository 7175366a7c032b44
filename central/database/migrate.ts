import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './schema.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { forGrowth } from './migrations/0002-for-growth.ts';
import { cases } from './migrations/0003-cases.ts';
import { heads } from './migrations/0004-heads.ts';
import { suggestions } from './migrations/0006-suggestions.ts';
import { receiptsByNumber } from './migrations/0007-receipts-by-number.ts';
import { outgoingMessages } from './migrations/0008-outgoing-messages.ts';
import { dueReminders } from './migrations/0011-due-reminders.ts';
import { healthLogs } from './migrations/0010-health-logs.ts';
import { kioskIdentity } from './migrations/0012-kiosk-identity.ts';
import { accountHolders } from './migrations/0005-account-holders.ts';
import { fleet } from './migrations/0014-fleet.ts';
import { namesInBoth } from './migrations/0019-names-in-both.ts';
import { suggestionDesk } from './migrations/0024-suggestion-desk.ts';
import { deskDecisions } from './migrations/0026-desk-decisions.ts';
import { deskRefunds } from './migrations/0027-desk-refunds.ts';
import { remoteActs } from './migrations/0025-remote-acts.ts';
import { consoleSessions } from './migrations/0013-console-sessions.ts';

/** Every migration there ever was, in the order in which a database went through them. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-for-growth': forGrowth,
  '0003-cases': cases,
  '0004-heads': heads,
  '0006-suggestions': suggestions,
  '0007-receipts-by-number': receiptsByNumber,
  '0008-outgoing-messages': outgoingMessages,
  '0011-due-reminders': dueReminders,
  '0005-account-holders': accountHolders,
  '0010-health-logs': healthLogs,
  '0012-kiosk-identity': kioskIdentity,
  '0013-console-sessions': consoleSessions,
  '0014-fleet': fleet,
  '0019-names-in-both': namesInBoth,
  '0024-suggestion-desk': suggestionDesk,
  '0025-remote-acts': remoteActs,
  '0026-desk-decisions': deskDecisions,
  '0027-desk-refunds': deskRefunds,
};

/**
 * Brings the tables up to this release, or to an earlier migration by its name; throws, leaving them
 * as they were, where that fails.
 */
export const migrate = async (db: Database, upTo?: string): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } =
    upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
};
