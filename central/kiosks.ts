/** `node central/kiosks.ts`: which kiosks there are and with which keys; asks a running gateway. */
import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { httpbis } from 'http-message-signatures';
import { systemClock } from '../contract/clock.ts';
import {
  invitationSchema,
  kioskListSchema,
  quarantineListSchema,
  releaseAnswerSchema,
} from '../contract/identity.ts';
import { EXIT_USAGE, leave, need, readCli } from './cli.ts';
import { contentDigest } from './identity/content-digest.ts';

const USAGE = `node central/kiosks.ts list
                       invite KIOSK                             a one-time code for a new or changed kiosk
                       approve KIOSK --fingerprint "1234 …"     as it stands on the kiosk's screen
                       refuse KIOSK                             the key that waits is not its own
                       revoke KIOSK                             stolen: its payments go to quarantine
                       rotate KIOSK                             it makes itself a new key
                       quarantine
                       release KIOSK PAYMENT                    posts it, once a second operator says so too

  --url       the gateway, e.g. http://127.0.0.1:8080
  --operator  your name, and --key the file with your private key (see operators.ts)
`;
const EXIT_REFUSED = 1;

const { values, positionals } = readCli(
  {
    url: { type: 'string' },
    operator: { type: 'string' },
    key: { type: 'string' },
    fingerprint: { type: 'string' },
  },
  USAGE,
);
const [what = '', kioskId = '', paymentId = ''] = positionals;

/** One signed request; leaves with the gateway's own word where that is no. */
const ask = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
  const base = need(values, 'url', USAGE).replace(/\/+$/u, '');
  const name = need(values, 'operator', USAGE);
  const privateKey = createPrivateKey(readFileSync(need(values, 'key', USAGE)));
  const url = `${base}${path}`;
  const text = body === undefined ? null : JSON.stringify(body);
  const signed = await httpbis.signMessage(
    {
      key: {
        id: name,
        alg: 'ed25519',
        sign: (data) => Promise.resolve(sign(null, data, privateKey)),
      },
      fields: ['@method', '@target-uri', ...(text === null ? [] : ['content-digest'])],
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: {
        created: new Date(systemClock.wallMs()),
        nonce: randomBytes(18).toString('base64url'),
      },
    },
    {
      method,
      url,
      headers:
        text === null
          ? {}
          : {
              'content-type': 'application/json',
              'content-digest': contentDigest(Buffer.from(text, 'utf8')),
            },
    },
  );
  const headers = signed.headers as Record<string, string>;
  const reply = await fetch(url, { method, headers, body: text });
  const answer = await reply.text();
  if (!reply.ok) return leave(EXIT_REFUSED, `refused (${String(reply.status)}): ${answer}`);
  return answer === '' ? null : (JSON.parse(answer) as unknown);
};

const tell = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};
const of = (id: string): string => {
  if (id === '') leave(EXIT_USAGE, USAGE);
  return encodeURIComponent(id);
};
const act = (name: string, body?: unknown): Promise<unknown> =>
  ask('POST', `/v1/operators/kiosks/${of(kioskId)}/${name}`, body);

const doings: Readonly<Record<string, () => Promise<void>>> = {
  list: async () => {
    const { kiosks } = kioskListSchema.parse(await ask('GET', '/v1/operators/kiosks'));
    for (const each of kiosks) {
      const also = each.also === null ? '' : `  (${each.also})`;
      const apart = each.quarantined === 0 ? '' : `  ${String(each.quarantined)} in quarantine`;
      const shown = each.fingerprint ?? '';
      tell(`${each.kioskId.padEnd(20)} ${each.state.padEnd(8)} ${shown}${also}${apart}`);
    }
  },
  invite: async () => {
    const { code, expiresAt } = invitationSchema.parse(await act('invitation'));
    tell(`${(code.match(/.{4}/gu) ?? []).join(' ')}   until ${expiresAt}`);
  },
  approve: async () => {
    await act('approval', { fingerprint: need(values, 'fingerprint', USAGE) });
    tell(`${kioskId} is enrolled`);
  },
  refuse: async () => {
    await act('refusal');
    tell('refused');
  },
  revoke: async () => {
    await act('revocation');
    tell(`${kioskId} is revoked`);
  },
  rotate: async () => {
    await act('rotation');
    tell(`${kioskId} makes itself a new key when it next asks`);
  },
  quarantine: async () => {
    const { payments } = quarantineListSchema.parse(await ask('GET', '/v1/operators/quarantine'));
    for (const each of payments) {
      const wished = each.wishedBy === null ? '' : `  ${each.wishedBy} wants it posted`;
      const fils = String(each.totalFils).padStart(9);
      tell(`${each.receivedAt}  ${each.kioskId}  ${each.paymentId}  ${fils} fils${wished}`);
    }
  },
  release: async () => {
    const path = `/v1/operators/quarantine/${of(kioskId)}/${of(paymentId)}/release`;
    const { state } = releaseAnswerSchema.parse(await ask('POST', path));
    tell(state === 'released' ? 'posted' : 'a second operator must want it too');
  },
};

await (doings[what] ?? (() => leave(EXIT_USAGE, USAGE)))();
