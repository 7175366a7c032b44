import { protocol, type Session } from 'electron';
import { FALLBACK_ORIGIN, KIOSK_ORIGIN, SCHEME } from './addresses.ts';
import { FALLBACK_POLICY, kioskPolicy, securityHeaders } from './content-policy.ts';
import { pageFile } from './page-files.ts';

/** Before `ready`: makes `khidma:` a real, secure origin. No fetch API, no service workers. */
export const declareScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true } },
  ]);
};

export type Pages = {
  /** Folder of the built kiosk page. */
  readonly kiosk: string;
  /** Folder of the page shown when the kiosk page cannot be. */
  readonly fallback: string;
  /** Where the engine listens now; `null` while it is away. Asked once a document. */
  readonly engineUrl: () => Promise<string | null>;
};

const refusal = (status: number): Response => new Response(null, { status });

/** Serves both folders to this session under `khidma://kiosk/` and `khidma://fallback/`, GET only. */
export const servePages = (session: Session, pages: Pages): void => {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return refusal(405);
    const url = new URL(request.url);
    const origin = `${url.protocol}//${url.host}`;
    if (origin !== KIOSK_ORIGIN && origin !== FALLBACK_ORIGIN) return refusal(404);
    const kiosk = origin === KIOSK_ORIGIN;
    const file = await pageFile(kiosk ? pages.kiosk : pages.fallback, url.pathname);
    if (file === null) return refusal(404);
    const policy = !kiosk
      ? FALLBACK_POLICY
      : kioskPolicy(file.type.startsWith('text/html') ? await pages.engineUrl() : null);
    return new Response(file.bytes as BodyInit, {
      headers: { 'Content-Type': file.type, ...securityHeaders(policy) },
    });
  });
};
