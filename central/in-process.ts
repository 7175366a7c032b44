/** The gateway as a function instead of a server: the same operations, without sockets and timers. */
import type { Clock } from '../contract/clock.ts';
import type { RandomBytes } from '../contract/ids.ts';
import type { Result } from '../contract/result.ts';
import { OWN_CATALOGUE, type CatalogueFile } from './catalogue/services.ts';
import { type Answer, PROBLEM_TYPE } from './http/answer.ts';
import {
  type AuthenticationProblem,
  authenticateRequest,
  type KioskSigner,
  refusalOf,
} from './identity/authenticate.ts';
import { registerKiosk } from './identity/kiosks.ts';
import type { SignedRequest } from './identity/request-signature.ts';
import { findOperation, type Found } from './http/find-operation.ts';
import type { Operation } from './http/operation.ts';
import type { CatalogueKey } from './keys.ts';
import { openOperations, signedOperations } from './operations.ts';
import { problem, untypedProblem } from './problems.ts';
import type { Store } from './store/port.ts';

export type InProcessDeps<S extends Store> = {
  /** `modelStore()` with its accounts added, or any other. */
  readonly store: S;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly catalogueKey: CatalogueKey;
  /** Raw Ed25519 public keys, base64url, by kiosk id. */
  readonly kiosks: Readonly<Record<string, string>>;
  readonly catalogue?: CatalogueFile;
  /** Further operations for enrolled kiosks, beside those over the store. */
  readonly more?: readonly Operation[];
  /** Whose request it is, else why nobody's; by its RFC 9421 signature unless told otherwise. */
  readonly authenticate?: (
    request: SignedRequest,
  ) => Promise<Result<KioskSigner, AuthenticationProblem>>;
  /** Hears of every exception; the request itself is answered with an untyped 500. */
  readonly onBug?: (error: unknown) => void;
};

export type InProcessRequest = {
  readonly method: string;
  /** Names in lower or upper case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export type InProcessReply = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | null;
};

export type InProcess<S extends Store> = {
  /** As `fetch`, without the streams of a `Response`. */
  readonly reply: (url: string, request: InProcessRequest) => Promise<InProcessReply>;
  /** `url` is absolute, of any host: what the kiosk signed. Never rejects. */
  readonly fetch: (url: string, request: InProcessRequest) => Promise<Response>;
  readonly store: S;
};

/**
 * Central in this process, with these kiosks enrolled. On the model store a request ends within
 * microtasks: nothing in it waits for a timer, a socket or a disk.
 */
export const createCentralInProcess = async <S extends Store>(
  deps: InProcessDeps<S>,
): Promise<InProcess<S>> => {
  const { store, clock, random, catalogue = OWN_CATALOGUE } = deps;
  const { services } = catalogue;
  const operations = { store, clock, random, services, catalogue };
  const find = findOperation(openOperations(operations, deps.catalogueKey), [
    ...signedOperations(operations),
    ...(deps.more ?? []),
  ]);
  for (const [kioskId, publicKey] of Object.entries(deps.kiosks))
    await registerKiosk(store, { kioskId, publicKey }, clock.wallMs());

  const authenticate =
    deps.authenticate ?? ((request: SignedRequest) => authenticateRequest(deps, request));
  const answer = async (url: string, request: InProcessRequest): Promise<Answer> => {
    const found = find(request.method, pathOf(url));
    if (found === null) return problem('notFound');
    if (!found.signed) return perform(found, { kioskId: '', revoked: false }, request.body);
    const signer = await authenticate({
      method: request.method,
      targetUri: url,
      headers: lowerCased(request.headers),
      body: request.body === null ? null : Buffer.from(request.body, 'utf8'),
    });
    if (!signer.ok) {
      const { code, detail } = refusalOf(signer.error);
      return problem(code, detail);
    }
    if (signer.value.revoked && found.operation.evenRevoked !== true)
      return problem('kioskRevoked');
    return perform(found, signer.value, request.body);
  };

  const reply = async (url: string, request: InProcessRequest): Promise<InProcessReply> => {
    try {
      return toReply(await answer(url, request), clock);
    } catch (error) {
      deps.onBug?.(error);
      const failed: Answer = { status: 500, type: PROBLEM_TYPE, text: untypedProblem(500) };
      return toReply(failed, clock);
    }
  };
  return {
    store,
    reply,
    fetch: async (url, request) => {
      const { text, ...init } = await reply(url, request);
      return new Response(text, init);
    },
  };
};

const perform = async (
  { operation, params }: Found,
  { kioskId, revoked }: Pick<KioskSigner, 'kioskId' | 'revoked'>,
  body: string | null,
): Promise<Answer> => {
  const refused = operation.gate?.(kioskId) ?? null;
  if (refused !== null) return refused;
  const { schema } = operation;
  const address = schema.params?.safeParse(params);
  if (address?.success === false) return problem('badRequest', 'The address is not understood.');
  const content = schema.body?.safeParse(parsed(body));
  if (content?.success === false) return problem('badRequest', 'Not as the contract says: body');
  return operation.handle({
    kioskId,
    revoked,
    operator: '',
    params: address?.data,
    body: content?.data,
  });
};

const parsed = (body: string | null): unknown => {
  try {
    return body === null ? undefined : (JSON.parse(body) as unknown);
  } catch {
    return undefined;
  }
};

const pathOf = (url: string): string => url.slice(url.indexOf('/', url.indexOf('//') + 2));

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const toReply = ({ status, type, text, headers }: Answer, clock: Clock): InProcessReply => ({
  status,
  text,
  headers: {
    ...(headers === undefined ? {} : lowerCased(headers)),
    ...(text === null ? {} : { 'content-type': type }),
    date: new Date(clock.wallMs()).toUTCString(),
    'cache-control': 'no-store',
  },
});
