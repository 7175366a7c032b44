import { createPublicKey, verify } from 'node:crypto';
import {
  REMOTE_ACT_CONTEXT,
  remoteActSchema,
  type RemoteAct,
  type RemoteActRefusal,
  type SignedRemoteAct,
} from '../../contract/remote-acts.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

export type SentAct = { readonly actId: string; readonly signed: SignedRemoteAct };

const parse = (text: string): RemoteAct | null => {
  try {
    const parsed = remoteActSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/**
 * Central's signature, form, and that it is meant for this kiosk under the id it came by. One signed text
 * answers for one id: under another it would be used a second time, and counts as altered.
 */
export const checkAct = (
  { actId, signed }: SentAct,
  deps: { readonly publicKey: string; readonly kioskId: string; readonly nowMs: number },
): Result<RemoteAct, RemoteActRefusal> => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: deps.publicKey },
    format: 'jwk',
  });
  const text = Buffer.from(REMOTE_ACT_CONTEXT + signed.act, 'utf8');
  if (!verify(null, text, key, Buffer.from(signed.signature, 'base64url'))) return fail('altered');
  const act = parse(signed.act);
  if (act === null) return fail('unreadable');
  if (act.kioskId !== deps.kioskId) return fail('anotherKiosk');
  if (act.actId !== actId) return fail('altered');
  return Date.parse(act.expiresAt) <= deps.nowMs ? fail('expired') : ok(act);
};
