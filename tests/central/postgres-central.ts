import { postgresDialect } from '../../central/database/postgres.ts';
import { startTestCentral, type TestCentral } from '../../central/testing/test-central.ts';
import { type PrivatePostgres, startPostgres } from './postgres.ts';

export type PostgresCentral = {
  readonly central: TestCentral;
  readonly postgres: PrivatePostgres;
  readonly stop: () => Promise<void>;
};

/** A gateway on a PostgreSQL of its own. */
export const startPostgresCentral = async (): Promise<PostgresCentral> => {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase('central');
  const central = await startTestCentral(
    postgresDialect(url, () => undefined),
    120,
  );
  return {
    central,
    postgres,
    stop: async () => {
      await central.stop();
      await postgres.stop();
    },
  };
};
