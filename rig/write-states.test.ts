import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statesPage, STATES_PAGE } from './write-states.ts';

test('the page says what the table says (node rig/write-states.ts)', async () => {
  expect(readFileSync(STATES_PAGE, 'utf8')).toBe(await statesPage());
});
