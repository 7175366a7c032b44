import { afterAll, beforeAll, describe, test } from 'vitest';
import { postgresDialect } from '../../central/database/postgres.ts';
import { type PrivatePostgres, startPostgres } from '../central/postgres.ts';
import { comesAndGoes, fellSilent, isLookedAfter, triesAgain } from './alerts-cases.ts';
import { openStage, type Stage } from './stage.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('alerts on %s', (database) => {
  let stage: Stage;
  let postgres: PrivatePostgres | null = null;
  beforeAll(async () => {
    if (database === 'PGlite') stage = await openStage();
    else {
      postgres = await startPostgres();
      const url = await postgres.createDatabase('central');
      stage = await openStage({ dialect: postgresDialect(url, () => undefined) });
    }
  }, 90_000);
  afterAll(async () => {
    await stage.stop();
    await postgres?.stop();
  });

  test('come once, are told once to each, and go by themselves', () => comesAndGoes(stage));
  test('are told again where nobody took it, and not where it was refused', () =>
    triesAgain(stage));
  test('say in a kiosk’s story when it fell silent', () => fellSilent(stage));
  test('are taken on, noted and closed by operators', () => isLookedAfter(stage));
});
