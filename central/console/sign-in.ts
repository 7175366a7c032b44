import type { FastifyReply, FastifyRequest } from 'fastify';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import { writing } from '../database/writing.ts';
import type { App } from '../http/app.ts';
import { cookiesOf } from './cookies.ts';
import type { ConsoleDeps } from './deps.ts';
import { type Begun, type Claims, staffIssuer } from './issuer.ts';
import { ministriesOf, roleOf } from './options.ts';
import { beginSession, endSession, newId, sha256, type Staff, sweepSessions } from './sessions.ts';

export const HOME = '/console/';
export const CALLBACK = '/console/callback';
const WAY_LASTS_MS = 10 * 60_000;
const LONGEST_NAME = 120;

/** What the page is told when nobody came in. */
type Trouble = 'away' | 'refused' | 'noRole';

export const staffActor = (subject: string): string => `staff/${subject}`;
export const SIGN_INS = subjectOf('console sign-ins');

/** A page of ours, never somebody else's address. */
const ownPage = (asked: unknown): string =>
  typeof asked === 'string' && /^\/console\/[A-Za-z0-9/_.?=&%:-]{0,200}$/u.test(asked)
    ? asked
    : HOME;

/** The two steps of a sign-in: to the issuer, and back from it. */
export const mountSignIn = (app: App, deps: ConsoleDeps): void => {
  const { db, clock, options } = deps;
  const issuer = staffIssuer(options.issuer);
  const redirectUri = (): string => `${deps.origin()}${CALLBACK}`;
  const fail = (reply: FastifyReply, why: Trouble): FastifyReply =>
    reply.redirect(`${HOME}?problem=${why}`, 303);

  app.get('/console/sign-in', { schema: { hide: true } }, async (request, reply) => {
    const { to, again } = request.query as { to?: unknown; again?: unknown };
    const begun = await issuer.begin(redirectUri(), again === '1');
    if (!begun.ok) return fail(reply, begun.error);
    const { url, ...way } = begun.value;
    const browser = newId();
    const ends_at_ms = clock.wallMs() + WAY_LASTS_MS;
    await sweepSessions(db, { nowMs: clock.wallMs(), idleMs: options.idleMs });
    await db
      .insertInto('console_sign_in')
      .values({ browser_sha256: sha256(browser), ...way, return_to: ownPage(to), ends_at_ms })
      .execute();
    const { signIn } = cookiesOf(deps.origin());
    return reply
      .setCookie(signIn.name, browser, { ...signIn.options, maxAge: WAY_LASTS_MS / 1_000 })
      .redirect(url, 303);
  });

  /** Each way back is taken once. */
  const wayOf = async (request: FastifyRequest): Promise<(Begun & { to: string }) | null> => {
    const browser = request.cookies[cookiesOf(deps.origin()).signIn.name];
    if (browser === undefined) return null;
    const row = await db
      .deleteFrom('console_sign_in')
      .where('browser_sha256', '=', sha256(browser))
      .returningAll()
      .executeTakeFirst();
    if (row === undefined || row.ends_at_ms <= clock.wallMs()) return null;
    return { state: row.state, verifier: row.verifier, nonce: row.nonce, to: row.return_to };
  };

  const letIn = async (staff: Staff, before: string | undefined): Promise<string> => {
    const nowMs = clock.wallMs();
    return writing(db, nowMs, async (transaction) => {
      if (before !== undefined) await endSession(transaction, before);
      await recordAudit(
        transaction,
        [
          {
            subject: SIGN_INS,
            actor: staffActor(staff.subject),
            action: 'staffSignedIn',
            detail: staff.role,
          },
        ],
        nowMs,
      );
      return beginSession(transaction, staff, { nowMs, longestMs: options.longestMs });
    });
  };
  const noteRefusal = async (why: Trouble): Promise<void> => {
    const nowMs = clock.wallMs();
    const entry = {
      subject: SIGN_INS,
      actor: CENTRAL,
      action: 'staffRefused',
      detail: why,
    } as const;
    await writing(db, nowMs, (transaction) => recordAudit(transaction, [entry], nowMs));
  };

  app.get(CALLBACK, { schema: { hide: true } }, async (request, reply) => {
    const { session, signIn } = cookiesOf(deps.origin());
    const way = await wayOf(request);
    void reply.clearCookie(signIn.name, signIn.options);
    if (way === null) return fail(reply, 'refused');
    const finished = await issuer.finish(new URL(request.url, deps.origin()), way);
    if (!finished.ok) {
      await noteRefusal(finished.error);
      return fail(reply, finished.error);
    }
    const role = roleOf(finished.value, options.issuer);
    if (role === null) {
      await noteRefusal('noRole');
      return fail(reply, 'noRole');
    }
    const ministries = ministriesOf(finished.value, options.issuer, options.suggestions.ministries);
    const staff = { subject: finished.value.sub, name: nameOf(finished.value), role, ministries };
    const id = await letIn(staff, request.cookies[session.name]);
    return reply
      .setCookie(session.name, id, { ...session.options, maxAge: options.longestMs / 1_000 })
      .redirect(way.to, 303);
  });
};

const nameOf = (claims: Claims): string => {
  const said = [claims['name'], claims['preferred_username']].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  return (said ?? claims.sub).slice(0, LONGEST_NAME);
};
