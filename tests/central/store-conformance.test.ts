import { postgresDialect } from '../../central/database/postgres.ts';
import { storeConformance } from '../../central/store/testing/conformance.ts';
import { matchesModel } from '../../central/store/testing/matches-model.ts';
import { sqlUnderTest, type StoreUnderTest } from '../../central/store/testing/store-under-test.ts';
import { startPostgres } from './postgres.ts';

/** On a PostgreSQL of its own. */
const postgres = async (): Promise<StoreUnderTest> => {
  const cluster = await startPostgres();
  const under = await sqlUnderTest(
    postgresDialect(await cluster.createDatabase('store'), () => undefined),
  );
  return {
    fresh: under.fresh,
    close: async () => {
      await under.close();
      await cluster.stop();
    },
  };
};

storeConformance('PostgreSQL', postgres);
matchesModel('PostgreSQL', postgres, { runs: 10, steps: 40 });
