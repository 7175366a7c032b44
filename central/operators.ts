/** `node central/operators.ts`: who may decide, and with which key. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { systemClock } from '../contract/clock.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { enrolOperator } from './decisions/operators.ts';

const USAGE = `node central/operators.ts key --out FILE               a new private key, for its owner alone
DATABASE_URL=… node central/operators.ts enrol NAME --public-key KEY

  --data  without DATABASE_URL: the folder of a central service that is not running
`;

const { values, positionals } = readCli(
  { out: { type: 'string' }, 'public-key': { type: 'string' }, data: { type: 'string' } },
  USAGE,
);
const [what, name = ''] = positionals;
if (what === 'key') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(need(values, 'out', USAGE), pem, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicKey.export({ format: 'jwk' }).x ?? ''}\n`);
} else if (what === 'enrol') {
  const publicKey = need(values, 'public-key', USAGE);
  const db = await openForCli(values, USAGE);
  const enrolled = await enrolOperator(db, { name, publicKey, nowMs: systemClock.wallMs() });
  await db.destroy();
  if (!enrolled.ok) leave(1, `not enrolled: ${enrolled.error}`);
} else leave(EXIT_USAGE, USAGE);
