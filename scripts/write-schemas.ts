/** Writes `schemas/*.json` from the contract; with `--check` only says whether they are up to date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { kioskConfigSchema } from '../contract/config.ts';

const root = join(import.meta.dirname, '..');

/** As a person writes the file: defaults may be left out. */
const schemas: Readonly<Record<string, () => object>> = {
  'schemas/kiosk.schema.json': () => ({
    title: 'Khidma kiosk configuration',
    ...z.toJSONSchema(kioskConfigSchema, { io: 'input' }),
  }),
};

const current = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const checking = process.argv.includes('--check');
for (const [name, make] of Object.entries(schemas)) {
  const path = join(root, name);
  const wanted = `${JSON.stringify(make(), null, 2)}\n`;
  if (current(path) === wanted) continue;
  if (checking) {
    console.error(`${name} is not what the contract says: run \`node scripts/write-schemas.ts\``);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
    console.log(`wrote ${name}`);
  }
}
