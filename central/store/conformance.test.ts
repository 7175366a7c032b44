import { pgliteDialect } from '../database/pglite.ts';
import { storeConformance } from './testing/conformance.ts';
import { matchesModel } from './testing/matches-model.ts';
import { modelUnderTest, sqlUnderTest } from './testing/store-under-test.ts';

const pglite = () => sqlUnderTest(pgliteDialect());

storeConformance('the model', modelUnderTest);
storeConformance('PGlite', pglite);
matchesModel('PGlite', pglite, { runs: 12, steps: 40 });
