import {
  COMMAND_CONTEXT,
  evidenceSchema,
  verdictSchema,
  type Command,
  type Evidence,
  type Verdict,
} from '../../contract/reconciliation.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import { lockCase } from '../cases/case-files.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { publicKeyFromRaw, verifyText } from '../identity/ed25519.ts';
import type { CatalogueKey } from '../keys.ts';
import { acquirerLine } from './evidence-line.ts';
import { contradicts, proofOf, type Asked, type Proof } from './proof.ts';
import { evidenceSeen, statementText, type Statement } from './statement.ts';

/** A kiosk that stays away so long gets no decision of today's evidence any more. */
export const COMMAND_MS = 7 * 86_400_000;

export type DecideProblem =
  | 'unknownOperator'
  | 'badSignature'
  | 'noSuchCase'
  | 'notDecidable'
  | 'verdictDoesNotFit'
  | 'evidenceMissing'
  /** The acquirer's file says otherwise, or gives that charge to another payment. */
  | 'evidenceContradicts'
  /** The case was looked at before its evidence changed. */
  | 'evidenceChanged'
  | 'anotherVerdictStands'
  /** The first decided at a desk and this one with a key, or the other way: they might be one person. */
  | 'decidedElsewhere'
  | 'commandOpen';

export type Decided =
  { readonly kind: 'waitsForSecond' } | { readonly kind: 'issued'; readonly commandId: string };

export const FITS: Readonly<Record<Evidence['question'], readonly Verdict[]>> = {
  charged: ['charged', 'notCharged'],
  reversed: ['reversed', 'notReversed'],
  settled: ['settled'],
  over: [],
};

/** Who decides, and what vouches for them: a key of their own, or the session at a desk. */
export type Decider =
  | {
      readonly operator: string;
      /** Ed25519, base64url, over `statementText`. */
      readonly signature: string;
    }
  | {
      /** `staff/` and the issuer's name for them. */
      readonly atDesk: string;
    };

const FITTING = 64;
/** As a command names them, which holds so many characters. */
export const deskOperator = (atDesk: string): string =>
  atDesk.length <= FITTING ? atDesk : `staff/${evidenceSeen(atDesk).slice(0, FITTING - 6)}`;

/**
 * One operator's decision of a case. The second one, by another person and the same, makes the
 * command that the kiosk will fetch; until then nothing happens. Deciding again replaces one's own.
 */
export const decide = (
  db: Database,
  asked: { readonly statement: Statement } & Decider,
  deps: { readonly key: CatalogueKey; readonly newId: () => string; readonly nowMs: number },
): Promise<Result<Decided, DecideProblem>> =>
  writing(db, deps.nowMs, async (transaction) => {
    const { statement } = asked;
    const { nowMs } = deps;
    const vouched = await vouchFor(transaction, asked);
    if (!vouched.ok) return vouched;
    const { operator, signature } = vouched.value;

    const file = await lockCase(transaction, statement.caseId);
    if (file === undefined) return fail('noSuchCase');
    const evidence = evidenceSchema.safeParse(JSON.parse(file.evidence));
    if (file.status === 'closed' || !evidence.success) return fail('notDecidable');
    if (!FITS[evidence.data.question].includes(statement.verdict)) return fail('verdictDoesNotFit');
    if (statement.evidence !== evidenceSeen(file.evidence)) return fail('evidenceChanged');
    const { transaction: named } = statement;
    const line = named === null ? null : await acquirerLine(transaction, named);
    const question: Asked = { evidence: evidence.data, statement, line };
    const proof = proofOf(question);
    if (proof === null) return fail('evidenceMissing');
    if (await contradicts(transaction, question)) return fail('evidenceContradicts');
    const open = await transaction
      .selectFrom('kiosk_command')
      .select('command_id')
      .where('case_id', '=', statement.caseId)
      .where('status', '=', 'open')
      .where('expires_at_ms', '>', nowMs)
      .executeTakeFirst();
    if (open !== undefined) return fail('commandOpen');

    const standing = await transaction
      .selectFrom('decision')
      .selectAll()
      .where('case_id', '=', statement.caseId)
      .where('command_id', 'is', null)
      .orderBy('decision_id')
      .execute();
    const others = standing.filter((each) => each.operator !== operator);
    const differs = others.some(
      (each) => each.verdict !== statement.verdict || each.transaction !== statement.transaction,
    );
    if (differs) return fail('anotherVerdictStands');
    if (others.some((each) => (each.signature === null) !== (signature === null)))
      return fail('decidedElsewhere');

    await transaction
      .deleteFrom('decision')
      .where('case_id', '=', statement.caseId)
      .where('operator', '=', operator)
      .where('command_id', 'is', null)
      .execute();
    await transaction
      .insertInto('decision')
      .values({
        case_id: statement.caseId,
        operator,
        verdict: statement.verdict,
        transaction: statement.transaction,
        because: statement.because,
        signature,
        decided_at_ms: nowMs,
        command_id: null,
      })
      .execute();
    await recordAudit(
      transaction,
      [
        {
          subject: statement.caseId,
          actor: operator,
          action: 'decided',
          detail: `${statement.verdict}: ${statement.because}`,
        },
      ],
      nowMs,
    );
    const [first] = others;
    if (first === undefined) return ok({ kind: 'waitsForSecond' });
    const operators: readonly [string, string] = [first.operator, operator];
    const commandId = await issue(transaction, evidence.data, statement, proof, operators, deps);
    return ok({ kind: 'issued', commandId });
  });

type Vouched = { readonly operator: string; readonly signature: string | null };

const vouchFor = async (
  transaction: DatabaseTransaction,
  asked: { readonly statement: Statement } & Decider,
): Promise<Result<Vouched, 'unknownOperator' | 'badSignature'>> => {
  if ('atDesk' in asked) return ok({ operator: deskOperator(asked.atDesk), signature: null });
  const { operator, signature, statement } = asked;
  const who = await transaction
    .selectFrom('operator')
    .select('public_key')
    .where('name', '=', operator)
    .executeTakeFirst();
  const key = who === undefined ? null : publicKeyFromRaw(who.public_key);
  if (key === null) return fail('unknownOperator');
  if (!verifyText(key, statementText(statement), signature)) return fail('badSignature');
  return ok({ operator, signature });
};

const issue = async (
  transaction: DatabaseTransaction,
  evidence: Evidence,
  { caseId, verdict }: Statement,
  proof: Proof,
  operators: readonly [string, string],
  { key, newId, nowMs }: { key: CatalogueKey; newId: () => string; nowMs: number },
): Promise<string> => {
  const commandId = newId();
  const command: Command = {
    v: 1,
    commandId,
    kioskId: evidence.kioskId,
    paymentId: evidence.paymentId,
    verdict: verdictSchema.parse(verdict),
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + COMMAND_MS).toISOString(),
    operators: [...operators],
    ...proof,
  };
  const text = JSON.stringify(command);
  await transaction
    .insertInto('kiosk_command')
    .values({
      command_id: commandId,
      case_id: caseId,
      kiosk_id: evidence.kioskId,
      payment_id: evidence.paymentId,
      command: text,
      key_id: key.keyId,
      signature: key.sign(COMMAND_CONTEXT + text),
      issued_at_ms: nowMs,
      expires_at_ms: nowMs + COMMAND_MS,
      status: 'open',
      answer: null,
      answered_at_ms: null,
    })
    .execute();
  await transaction
    .updateTable('decision')
    .set({ command_id: commandId })
    .where('case_id', '=', caseId)
    .where('command_id', 'is', null)
    .execute();
  await recordAudit(
    transaction,
    [
      {
        subject: caseId,
        actor: operators.join('+'),
        action: 'commandIssued',
        detail: `${verdict} ${commandId}`,
      },
    ],
    nowMs,
  );
  return commandId;
};
