/** The default eKey issuer: `oidc-provider` with demonstration people, for development and tests only. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { DUES_RESOURCE, DUES_SCOPE } from '../../contract/dues.ts';
import { KIOSK_CLIENT } from './client-id.ts';
import { confirmPage, inputPage, peoplePage, saidPage } from './pages.ts';
import { PEOPLE, type Person } from './people.ts';

export type IssuerOptions = {
  /** 0: any free one, on loopback. */
  readonly port?: number;
  readonly people?: readonly Person[];
  /** Seconds. */
  readonly codeHolds?: number;
  readonly resource?: string;
};

export type EKeyIssuer = {
  readonly url: string;
  readonly provider: Provider;
  readonly stop: () => Promise<void>;
};

const CODE_HOLDS_S = 300;
const ACCESS_TOKEN_S = 300;
const MOST_BODY = 4_096;

const signingKey = (): Record<string, unknown> => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'ES256',
  kid: randomBytes(8).toString('hex'),
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const configuration = (
  people: readonly Person[],
  { codeHolds = CODE_HOLDS_S, resource = DUES_RESOURCE }: IssuerOptions,
): Configuration => ({
  clients: [
    {
      client_id: KIOSK_CLIENT,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      response_types: [],
      redirect_uris: [],
      id_token_signed_response_alg: 'ES256',
      dpop_bound_access_tokens: true,
    },
  ],
  jwks: { keys: [signingKey()] },
  cookies: { keys: [randomBytes(24).toString('base64url')] },
  claims: { openid: ['sub'], profile: ['name', 'name#ar', 'name#en'] },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile'],
  extraParams: ['kiosk_place_ar', 'kiosk_place_en'],
  findAccount: (_ctx, sub) => {
    const person = people.find(({ personalNumber }) => personalNumber === sub);
    if (person === undefined) return undefined;
    const { name } = person;
    return {
      accountId: sub,
      claims: () => ({ sub, name: name.en, 'name#ar': name.ar, 'name#en': name.en }),
    };
  },
  // Its revocation ends the whole grant; a self-contained access token cannot be taken back alone.
  issueRefreshToken: () => true,
  extraTokenClaims: (_ctx, token) =>
    'accountId' in token ? { personal_number: token.accountId } : undefined,
  ttl: {
    DeviceCode: codeHolds,
    AccessToken: ACCESS_TOKEN_S,
    RefreshToken: ACCESS_TOKEN_S,
    IdToken: ACCESS_TOKEN_S,
    Grant: 2 * ACCESS_TOKEN_S,
    Interaction: CODE_HOLDS_S,
    Session: CODE_HOLDS_S,
  },
  interactions: { url: (_ctx, { uid }) => `/who/${uid}` },
  renderError: (ctx) => {
    ctx.type = 'html';
    ctx.body = saidPage('trouble');
  },
  features: {
    devInteractions: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    dPoP: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_ctx, asked) => {
        if (asked !== resource) throw new Error('nothing is known of this resource');
        return {
          scope: DUES_SCOPE,
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: ACCESS_TOKEN_S,
          jwt: { sign: { alg: 'ES256' } },
        };
      },
      useGrantedResource: () => true,
    },
    deviceFlow: {
      enabled: true,
      charset: 'base-20',
      mask: '****-****',
      userCodeInputSource: (ctx, form, _out, error) => {
        ctx.type = 'html';
        ctx.body =
          error?.name === 'AbortedError'
            ? saidPage('stopped')
            : inputPage(form, error !== undefined);
      },
      userCodeConfirmSource: (ctx, form, _client, _device, code) => {
        const params = ctx.oidc.entities.DeviceCode?.params ?? {};
        ctx.type = 'html';
        ctx.body = confirmPage(form, code, {
          ar: textOf(params['kiosk_place_ar']),
          en: textOf(params['kiosk_place_en']),
        });
      },
      successSource: (ctx) => {
        ctx.type = 'html';
        ctx.body = saidPage('done');
      },
    },
  },
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
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  });
  response.end(html);
};

/** Asks who it is and, that said, lets them in: the confirmation came before, with the code. */
const askWho = async (
  provider: Provider,
  people: readonly Person[],
  resource: string,
  [request, response]: readonly [IncomingMessage, ServerResponse],
): Promise<void> => {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    send(response, 200, peoplePage(request.url ?? '', people));
    return;
  }
  const asked = (await bodyOf(request)).get('person');
  const person = people.find(({ personalNumber }) => personalNumber === asked);
  if (person === undefined) {
    send(response, 400, peoplePage(request.url ?? '', people));
    return;
  }
  const grant = new provider.Grant({
    accountId: person.personalNumber,
    clientId: textOf(params['client_id']),
  });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(resource, DUES_SCOPE);
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, {
    login: { accountId: person.personalNumber, remember: false },
    consent: { grantId },
  });
};

/** Starts it on loopback. All it knows is gone when it stops. */
export const startIssuer = async (options: IssuerOptions = {}): Promise<EKeyIssuer> => {
  const { people = PEOPLE, resource = DUES_RESOURCE } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(url, configuration(people, options));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/who/') !== true) {
      void answer(request, response);
      return;
    }
    askWho(provider, people, resource, [request, response]).catch(() => {
      if (!response.headersSent) send(response, 400, saidPage('trouble'));
    });
  });
  return {
    url,
    provider,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
