/** `node central/decide.ts`: one operator's decision of a case; the second one's makes it happen. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemClock } from '../contract/clock.ts';
import { verdictSchema } from '../contract/reconciliation.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { decide, type DecideProblem } from './decisions/decide.ts';
import { signerFromPem } from './decisions/operators.ts';
import { statementText } from './decisions/statement.ts';
import { ensureCatalogueKey } from './keys.ts';

const USAGE = `DATABASE_URL=… node central/decide.ts --data DIR --case ID --operator NAME --key FILE
    --verdict charged|notCharged|reversed|notReversed|settled --because TEXT
    [--transaction 'YYYY-MM-DD TERMINAL/TRACE']

  --data         the central service's folder, with its signing key
  --key          the operator's own Ed25519 private key (PEM)
  --transaction  the line of the acquirer's file that proves it; needed with charged where the kiosk
                 heard of no approval

  Run by two operators with the same verdict; the second one's makes the command for the kiosk.
`;

const REASONS: Readonly<Record<DecideProblem, string>> = {
  unknownOperator: 'no operator of that name is enrolled',
  badSignature: 'the key is not the one enrolled for that operator',
  noSuchCase: 'there is no such case',
  notDecidable: 'the case is closed, or is not one that a kiosk can be told about',
  verdictDoesNotFit: 'the verdict does not answer what the case asks',
  evidenceMissing:
    'the acquirer’s file has no such line with that amount, and the kiosk no approval',
  anotherVerdictStands: 'another operator decided otherwise; one of the two must decide again',
  commandOpen: 'it is decided, and the kiosk has yet to answer',
};

const { values } = readCli(
  {
    case: { type: 'string' },
    operator: { type: 'string' },
    key: { type: 'string' },
    verdict: { type: 'string' },
    because: { type: 'string' },
    transaction: { type: 'string' },
    data: { type: 'string' },
  },
  USAGE,
);
const verdict = verdictSchema.safeParse(need(values, 'verdict', USAGE));
if (!verdict.success) leave(EXIT_USAGE, USAGE);
else {
  const { transaction } = values;
  const statement = {
    caseId: need(values, 'case', USAGE),
    verdict: verdict.data,
    transaction: typeof transaction === 'string' ? transaction : null,
    because: need(values, 'because', USAGE),
  };
  const operator = need(values, 'operator', USAGE);
  const signer = signerFromPem(readFileSync(need(values, 'key', USAGE), 'utf8'));
  if (signer === null) leave(EXIT_USAGE, '--key holds no Ed25519 private key');
  else {
    const key = ensureCatalogueKey(need(values, 'data', USAGE));
    const db = await openForCli(values, USAGE);
    const signature = signer.sign(statementText(statement));
    const deps = { key, newId: randomUUID, nowMs: systemClock.wallMs() };
    const decided = await decide(db, { statement, operator, signature }, deps);
    await db.destroy();
    if (!decided.ok) leave(1, REASONS[decided.error]);
    else process.stdout.write(`${JSON.stringify(decided.value)}\n`);
  }
}
