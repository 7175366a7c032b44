import type { AuthenticationProblem, KioskSigner } from '../../../central/identity/authenticate.ts';
import { findKiosk } from '../../../central/identity/kiosks.ts';
import { useNonce } from '../../../central/identity/nonces.ts';
import { MOST_SKEW_MS, type SignedRequest } from '../../../central/identity/request-signature.ts';
import type { Reads } from '../../../central/store/port.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { RandomBytes } from '../../../contract/ids.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { RequestSigner } from '../../../engine/gateway/request-signature.ts';
import type { Sealer } from '../../../engine/journal/sealed.ts';

/** 64 bits of anything: tells two texts apart, keeps no secret. */
const sumOf = (text: string): string => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
};

const HEADER = 'simulated-signature';

/** A request's signer, time and nonce in the clear, bound to its address and body by a sum. */
export const quickSigner =
  (kioskId: string, clock: Clock, random: RandomBytes): RequestSigner =>
  ({ method, url, body }) => {
    const created = Math.floor(clock.wallMs() / 1_000);
    const nonce = Buffer.from(random(18)).toString('base64url');
    const sum = sumOf(`${method} ${url} ${body ?? ''} ${kioskId} ${created} ${nonce}`);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== null) headers['content-type'] = 'application/json';
    headers[HEADER] = `${kioskId} ${created} ${nonce} ${sum}`;
    return Promise.resolve(headers);
  };

/** The same refusals as for a real signature: unknown kiosk, stale, altered, used before. */
export const quickAuthentication =
  (store: Pick<Reads, 'kioskKeys' | 'useNonce'>, clock: Clock) =>
  async (request: SignedRequest): Promise<Result<KioskSigner, AuthenticationProblem>> => {
    const [kioskId = '', created = '', nonce = '', sum = ''] = (
      request.headers[HEADER] ?? ''
    ).split(' ');
    const body = request.body === null ? '' : Buffer.from(request.body).toString('utf8');
    const said = `${request.method} ${request.targetUri} ${body} ${kioskId} ${created} ${nonce}`;
    if (sumOf(said) !== sum) return fail({ code: 'badSignature' });
    const kiosk = await findKiosk(store, kioskId);
    if (kiosk === null) return fail({ code: 'unknownKiosk' });
    const createdMs = Number(created) * 1_000;
    const skewMs = createdMs - clock.wallMs();
    if (Math.abs(skewMs) > MOST_SKEW_MS)
      return fail({ code: 'stale', skewSeconds: Math.round(skewMs / 1_000) });
    const signer = { kioskId, nonce, createdMs, revoked: kiosk.revoked };
    return (await useNonce(store, signer, clock.wallMs()))
      ? ok(signer)
      : fail({ code: 'replayed' });
  };

const SUM = 16;
const SALT = 8;

/** What the journal seals, under a sum instead of a cipher: altered boxes are noticed, nothing is hidden. */
export const quickSealer = (random: RandomBytes): Sealer => {
  const plainOf = (box: Uint8Array): string | null => {
    const text = Buffer.from(box.buffer, box.byteOffset, box.length).toString('utf8');
    return text.slice(0, SUM) === sumOf(text.slice(SUM)) ? text.slice(SUM) : null;
  };
  return {
    seal: (value) => {
      const plain = Buffer.from(random(SALT)).toString('hex') + JSON.stringify(value);
      const sum = sumOf(plain);
      return { commitment: sum, box: Buffer.from(sum + plain, 'utf8') };
    },
    open: (box) => {
      const plain = plainOf(box);
      return plain === null ? null : (JSON.parse(plain.slice(SALT * 2)) as unknown);
    },
    matches: (box, commitment) => {
      const plain = plainOf(box);
      return plain !== null && sumOf(plain) === commitment;
    },
  };
};
