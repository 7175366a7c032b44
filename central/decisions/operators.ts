import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { fail, ok, type Result } from '../../contract/result.ts';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { publicKeyFromRaw } from '../identity/ed25519.ts';

const NAME = /^[a-z][a-z0-9.-]{1,63}$/u;

export type EnrolProblem = 'badName' | 'badKey' | 'nameTaken' | 'keyTaken';

/** Lets somebody decide: a name, and the Ed25519 public key (base64url, 32 bytes) that is theirs alone. */
export const enrolOperator = (
  db: Database,
  { name, publicKey, nowMs }: { name: string; publicKey: string; nowMs: number },
): Promise<Result<void, EnrolProblem>> => {
  if (!NAME.test(name)) return Promise.resolve(fail('badName'));
  if (publicKeyFromRaw(publicKey) === null) return Promise.resolve(fail('badKey'));
  return writing(db, nowMs, async (transaction) => {
    const taken = await transaction
      .selectFrom('operator')
      .selectAll()
      .where((on) => on.or([on('name', '=', name), on('public_key', '=', publicKey)]))
      .execute();
    // Two names with one key would be one person deciding twice.
    if (taken.some((each) => each.public_key === publicKey && each.name !== name))
      return fail('keyTaken');
    if (taken.length > 0)
      return taken[0]?.public_key === publicKey ? ok(undefined) : fail('nameTaken');
    await transaction
      .insertInto('operator')
      .values({ name, public_key: publicKey, enrolled_at_ms: nowMs })
      .execute();
    const detail = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
    await recordAudit(
      transaction,
      [
        {
          subject: subjectOf(`operator ${name}`),
          actor: CENTRAL,
          action: 'operatorEnrolled',
          detail,
        },
      ],
      nowMs,
    );
    return ok(undefined);
  });
};

export type Signer = { readonly publicKey: string; readonly sign: (text: string) => string };

/** An operator's own key from its PEM; `null` where that is no Ed25519 private key. */
export const signerFromPem = (pem: string): Signer | null => {
  try {
    const key = createPrivateKey(pem);
    const { x } = createPublicKey(key).export({ format: 'jwk' });
    if (key.asymmetricKeyType !== 'ed25519' || x === undefined) return null;
    return {
      publicKey: x,
      sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
    };
  } catch {
    return null;
  }
};
