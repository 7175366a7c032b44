/** `node central/write-openapi.ts`: writes `central/openapi.json` from the routes and the contract. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi-document.ts';

const path = new URL('openapi.json', import.meta.url);
writeFileSync(path, await openApiDocument());
process.stdout.write('central/openapi.json is up to date\n');
