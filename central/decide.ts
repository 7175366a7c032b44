/** `node central/decide.ts`: one operator's decision of a case; the second one's makes it happen. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemClock } from '../contract/clock.ts';
import { verdictSchema } from '../contract/reconciliation.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { decide, type DecideProblem } from './decisions/decide.ts';
import { signerFromPem } from './decisions/operators.ts';
import { evidenceSeen, statementText } from './decisions/statement.ts';
import { ensureCatalogueKey } from './keys.ts';

const USAGE = `DATABASE_URL=… node central/decide.ts --data DIR --case ID --operator NAME --key FILE
    --seen EVIDENCE --verdict charged|notCharged|reversed|notReversed|settled --because TEXT
    [--transaction 'YYYY-MM-DD TERMINAL/TRACE']

  --data         the central service's folder, with its signing key
  --key          the operator's own Ed25519 private key (PEM)
  --seen         the evidence as you looked at it; cases.ts show CASE ends with it
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
  evidenceContradicts:
    'the acquirer’s file says otherwise: that charge was taken back, is another payment’s, or another terminal’s',
  evidenceChanged: 'the evidence has changed since you looked at it; look again',
  anotherVerdictStands: 'another operator decided otherwise; one of the two must decide again',
  decidedElsewhere: 'the first one decided at a desk: a second one must decide there too',
  commandOpen: 'it is decided, and the kiosk has yet to answer',
};

/** Fewer characters of it might fit by chance. */
const LEAST_SEEN = 12;

const { values } = readCli(
  {
    case: { type: 'string' },
    operator: { type: 'string' },
    key: { type: 'string' },
    verdict: { type: 'string' },
    because: { type: 'string' },
    seen: { type: 'string' },
    transaction: { type: 'string' },
    data: { type: 'string' },
  },
  USAGE,
);
const verdict = verdictSchema.safeParse(need(values, 'verdict', USAGE));
if (!verdict.success) leave(EXIT_USAGE, USAGE);
else {
  const { transaction } = values;
  const caseId = need(values, 'case', USAGE);
  const seen = need(values, 'seen', USAGE);
  const statement = {
    caseId,
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
    const file = await db
      .selectFrom('case_file')
      .select('evidence')
      .where('case_id', '=', caseId)
      .executeTakeFirst();
    const now = evidenceSeen(file?.evidence ?? '');
    // What is signed is what stands there only where that is what was looked at.
    const evidence = now.startsWith(seen) && seen.length >= LEAST_SEEN ? now : seen;
    const whole = { ...statement, evidence };
    const signature = signer.sign(statementText(whole));
    const deps = { key, newId: randomUUID, nowMs: systemClock.wallMs() };
    const decided = await decide(db, { statement: whole, operator, signature }, deps);
    await db.destroy();
    if (!decided.ok) leave(1, REASONS[decided.error]);
    else process.stdout.write(`${JSON.stringify(decided.value)}\n`);
  }
}
