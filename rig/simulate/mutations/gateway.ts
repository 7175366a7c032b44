import type { SignedDocument } from '../../../contract/payment.ts';
import type { GatewayFetch } from '../../../engine/gateway/client.ts';
import { createRequestSigner } from '../../../engine/gateway/request-signature.ts';
import type { EngineDeps } from '../../../engine/engine-deps.ts';
import { kioskKey } from '../world/keys.ts';
import type { KioskId } from '../world/kiosk-ids.ts';
import type { Mutation } from './mutation.ts';

const ID = /[0-9a-f-]{36}/u;

/** Every second sending of a payment goes out under an id of its own, signed anew. */
const resendAsNew = (deps: EngineDeps): EngineDeps => {
  const { fetch, clock, random, config } = deps;
  if (fetch === undefined) return deps;
  const kioskId = config.kiosk.id as KioskId;
  const key = kioskKey(kioskId);
  const signer = createRequestSigner({ kioskId, key, clock, random });
  const sent = new Set<string>();
  const changed: GatewayFetch = async (url, request) => {
    const id = ID.exec(url)?.[0];
    if (request.method !== 'PUT' || id === undefined || !url.includes('/v1/payments/')) {
      return fetch(url, request);
    }
    if (!sent.has(id)) {
      sent.add(id);
      return fetch(url, request);
    }
    const other = id.slice(0, -6) + Buffer.from(random(3)).toString('hex');
    const old = JSON.parse(request.body ?? '{}') as SignedDocument;
    const document = old.document.replaceAll(id, other);
    const signature = key.sign(Buffer.from(document, 'utf8'));
    const body = JSON.stringify({ document, keyId: key.keyId, signature });
    const target = url.replace(id, other);
    const headers = await signer({ method: 'PUT', url: target, body });
    return fetch(target, { ...request, headers, body });
  };
  return { ...deps, fetch: changed };
};

/** The page that a captive network shows is taken for the gateway's yes. */
const believeAnything = (deps: EngineDeps): EngineDeps => {
  const { fetch } = deps;
  if (fetch === undefined) return deps;
  return {
    ...deps,
    fetch: async (url, request) => {
      const answer = await fetch(url, request);
      const isPayment = request.method === 'PUT' && url.includes('/v1/payments/');
      if (!isPayment || answer.status < 200 || answer.headers.get('date') !== null) return answer;
      const { document } = JSON.parse(request.body ?? '{}') as SignedDocument;
      const { paymentId, lines } = JSON.parse(document) as {
        paymentId: string;
        lines: { lineId: number }[];
      };
      const recordedAt = '2026-11-23T00:00:00.000Z';
      const posted = lines.map(({ lineId }) => ({ lineId, status: 'posted', postingNumber: '1' }));
      const body = JSON.stringify({ paymentId, recordedAt, lines: posted });
      return new Response(body, { status: 200 });
    },
  };
};

export const gatewayMutations: readonly Mutation[] = [
  {
    name: 'an unanswered payment is sent again under a new id',
    faults: ['repliesLost', 'gatewaySlow'],
    sabotage: { engine: resendAsNew },
  },
  {
    name: 'any answer is taken for a posting',
    faults: ['gatewayHtml', 'gatewayErrors'],
    sabotage: { engine: believeAnything },
  },
];
