/** Central with the operators' page and the demonstration's issuer beside it. */
import type { Dialect } from 'kysely';
import { type ConsoleOptions, readConsoleOptions } from '../../central/console/options.ts';
import { pgliteDialect } from '../../central/database/pglite.ts';
import { startTestCentral, type TestCentral } from '../../central/testing/test-central.ts';
import { consoleFile } from '../../rig/staff/console-file.ts';
import { startStaffIssuer, type StaffIssuer } from '../../rig/staff/issuer.ts';
import type { StaffMember } from '../../rig/staff/people.ts';
import { openDesk, type Desk } from './desk.ts';

export type Stage = {
  readonly central: TestCentral;
  readonly issuer: StaffIssuer;
  /** A browser of its own. */
  readonly desk: () => Desk;
  readonly stop: () => Promise<void>;
};

/** The options that this file would give. */
export const consoleOptionsOf = (file: Record<string, unknown>): ConsoleOptions => {
  const options = readConsoleOptions(JSON.stringify(file), {}, false);
  if (!options.ok) throw new Error(options.error);
  return options.value;
};

export const openStage = async (
  options: {
    readonly dialect?: Dialect;
    readonly staff?: readonly StaffMember[];
    readonly file?: (file: Record<string, unknown>) => Record<string, unknown>;
  } = {},
): Promise<Stage> => {
  const { dialect = pgliteDialect(), staff } = options;
  const file = options.file ?? ((same: Record<string, unknown>) => same);
  const issuer = await startStaffIssuer(staff === undefined ? {} : { staff });
  const central = await startTestCentral(dialect, 40, {
    console: consoleOptionsOf(file(consoleFile(issuer.url))),
  });
  return {
    central,
    issuer,
    desk: () => openDesk(central.url),
    stop: async () => {
      await central.stop();
      await issuer.stop();
    },
  };
};
