/** An issuer that publishes its keys and signs whatever a test wants: what central needs of one. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DUES_RESOURCE } from '../../contract/dues.ts';
import { thumbprint } from '../ekey/verify-token.ts';

export type PaperIssuer = {
  readonly url: string;
  /** A token of this person for this kiosk, by its raw public key. */
  readonly token: (personalNumber: string, kioskKey: string, nowMs: number) => string;
  readonly stop: () => Promise<void>;
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const startPaperIssuer = async (): Promise<PaperIssuer> => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'paper', use: 'sig' }];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const isKeys = request.url === '/keys';
    response.end(JSON.stringify(isKeys ? { keys } : { issuer: url, jwks_uri: `${url}/keys` }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    token: (personal_number, kioskKey, nowMs) => {
      const iat = Math.floor(nowMs / 1_000);
      const claims = {
        ...{ iss: url, aud: DUES_RESOURCE, iat, exp: iat + 300, scope: 'dues' },
        ...{ cnf: { jkt: thumbprint(kioskKey) }, personal_number },
      };
      const signed = `${part({ alg: 'ES256', typ: 'at+jwt', kid: 'paper' })}.${part(claims)}`;
      const seal = sign('sha256', Buffer.from(signed), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      });
      return `${signed}.${seal.toString('base64url')}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
