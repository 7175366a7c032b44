import { createHash } from 'node:crypto';
import {
  enrolmentStatement,
  fingerprintOf,
  type EnrolmentAnswer,
} from '../../contract/identity.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Gateway } from '../gateway/client.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';

/** As the operator sees it too. */
export const keyFingerprint = ({ publicKey }: Pick<KioskKey, 'publicKey'>): string =>
  fingerprintOf(createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest());

/** Shows the key with its code to the gateway: how it stands there, or why nobody knows. */
export const askEnrolment = async (
  gateway: Pick<Gateway, 'enrol'>,
  asked: { readonly kioskId: string; readonly key: KioskKey; readonly code: string },
): Promise<Result<EnrolmentAnswer['state'], 'codeRefused' | 'gatewayAway'>> => {
  const { kioskId, key, code } = asked;
  const { publicKey } = key;
  const statement = enrolmentStatement({ kioskId, publicKey, code });
  const proof = key.sign(Buffer.from(statement, 'utf8'));
  const answer = await gateway.enrol({ kioskId, code, publicKey, proof });
  if (answer.ok) return ok(answer.value.state);
  const { error } = answer;
  const refused = error.kind === 'problem' && error.code === 'enrolmentRefused';
  return fail(refused ? 'codeRefused' : 'gatewayAway');
};
