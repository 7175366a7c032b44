/** `node central/check-report.ts FILE.pdf`: is it the paper that a kiosk of ours signed, unaltered? */
import { createHash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  drillStatement,
  reportSignatureSchema,
  SIGNATURE_ENDING,
} from '../contract/drill-report.ts';
import { EXIT_USAGE, leave, openForCli, readCli } from './cli.ts';
import { findDocumentKey } from './identity/kiosks.ts';
import { sqlStore } from './store/sql/store.ts';

const USAGE = `DATABASE_URL=… node central/check-report.ts FILE.pdf   (or --data DIR)

  Beside FILE.pdf stands FILE.pdf${SIGNATURE_ENDING}, as the kiosk wrote it.
`;
const EXIT_NO = 1;

const { values, positionals } = readCli({ data: { type: 'string' } }, USAGE);
const [path] = positionals;
if (path === undefined) leave(EXIT_USAGE, USAGE);
else {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(name);
    } catch {
      return leave(EXIT_USAGE, `${name} cannot be read`);
    }
  };
  const parsed = reportSignatureSchema.safeParse(
    ((): unknown => {
      try {
        return JSON.parse(read(path + SIGNATURE_ENDING).toString('utf8'));
      } catch {
        return null;
      }
    })(),
  );
  if (!parsed.success) leave(EXIT_NO, `${path}${SIGNATURE_ENDING} is no signature of a kiosk`);
  else {
    const { kioskId, keyId, sha256, signature } = parsed.data;
    const db = await openForCli(values, USAGE);
    const known = await findDocumentKey(sqlStore(db), kioskId, keyId);
    await db.destroy();
    if (createHash('sha256').update(read(path)).digest('hex') !== sha256)
      leave(EXIT_NO, `${path} was altered: it is not the paper that was signed`);
    if (known === null) leave(EXIT_NO, `kiosk ${kioskId} never had a key ${keyId}`);
    else {
      const statement = Buffer.from(drillStatement({ kioskId, sha256 }));
      if (!verify(null, statement, known.key, Buffer.from(signature, 'base64url')))
        leave(EXIT_NO, `the signature is not that of ${kioskId}`);
      const since = known.revoked ? ' Its key was revoked since.' : '';
      process.stdout.write(`${basename(path)} was signed by kiosk ${kioskId}.${since}\n`);
    }
  }
}
