/** The default issuer for staff: `oidc-provider` with demonstration people, for development and tests only. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { CONSOLE_CLIENT } from './console-file.ts';
import { staffPage, troublePage } from './pages.ts';
import { STAFF, type StaffMember } from './people.ts';

export type StaffIssuer = { readonly url: string; readonly stop: () => Promise<void> };

const HOLDS_S = 600;
const MOST_BODY = 4_096;
const WHO = '/who/';

const signingKey = (): Record<string, unknown> => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'ES256',
  kid: randomBytes(8).toString('hex'),
});

const configuration = (staff: readonly StaffMember[]): Configuration => ({
  clients: [
    {
      client_id: CONSOLE_CLIENT,
      // RFC 8252 §7.3: of a loopback address any port is taken.
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/console/callback'],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [signingKey()] },
  cookies: { keys: [randomBytes(24).toString('base64url')] },
  claims: { openid: ['sub', 'roles'], profile: ['name'] },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile'],
  findAccount: (_ctx, sub) => {
    const found = staff.find(({ id }) => id === sub);
    if (found === undefined) return undefined;
    const { name, role } = found;
    return { accountId: sub, claims: () => ({ sub, name, roles: [role] }) };
  },
  ttl: {
    AuthorizationCode: 60,
    AccessToken: HOLDS_S,
    IdToken: HOLDS_S,
    Grant: HOLDS_S,
    Interaction: HOLDS_S,
    Session: HOLDS_S,
  },
  interactions: { url: (_ctx, { uid }) => `${WHO}${uid}` },
  renderError: (ctx) => {
    ctx.type = 'html';
    ctx.body = troublePage();
  },
  features: { devInteractions: { enabled: false } },
});

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_BODY) break;
  }
  return new URLSearchParams(text);
};

const send = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The form's answer leads on to the console, on another port.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:*",
  });
  response.end(html);
};

const askWho = async (
  provider: Provider,
  staff: readonly StaffMember[],
  [request, response]: readonly [IncomingMessage, ServerResponse],
): Promise<void> => {
  const { params } = await provider.interactionDetails(request, response);
  const asked = request.method === 'POST' ? (await bodyOf(request)).get('person') : null;
  const found = staff.find(({ id }) => id === asked);
  if (found === undefined) {
    send(response, asked === null ? 200 : 400, staffPage(request.url ?? '', staff));
    return;
  }
  const clientId = typeof params['client_id'] === 'string' ? params['client_id'] : '';
  const grant = new provider.Grant({ accountId: found.id, clientId });
  grant.addOIDCScope('openid profile');
  await provider.interactionFinished(request, response, {
    login: { accountId: found.id, remember: false },
    consent: { grantId: await grant.save() },
  });
};

/** Starts it on loopback. All it knows is gone when it stops. */
export const startStaffIssuer = async (
  options: { readonly port?: number; readonly staff?: readonly StaffMember[] } = {},
): Promise<StaffIssuer> => {
  const { staff = STAFF } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(url, configuration(staff));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith(WHO) !== true) {
      void answer(request, response);
      return;
    }
    askWho(provider, staff, [request, response]).catch(() => {
      if (!response.headersSent) send(response, 400, troublePage());
    });
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
