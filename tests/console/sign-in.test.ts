import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../central/console/sessions.ts';
import { STAFF } from '../../rig/staff/people.ts';
import { openStage, type Stage } from './stage.ts';

const MINUTE = 60_000;
let stage: Stage;
/** Each group in a central of its own: it counts the sign-ins of a minute. */
const open = async (): Promise<void> => {
  const stranger = { id: 'stranger', name: 'Nobody', role: 'cleaner' as 'viewer' };
  stage = await openStage({ staff: [...STAFF, stranger] });
  await stage.central.kiosk('kiosk-1');
};
const close = (): Promise<void> => stage.stop();

const acts = async (): Promise<readonly string[]> => {
  const rows = await stage.central.db
    .selectFrom('audit')
    .select(['actor', 'action', 'detail'])
    .where('action', 'like', 'staff%')
    .orderBy('at_ms')
    .execute();
  return rows.map(({ actor, action, detail }) => [actor, action, detail ?? ''].join(' ').trim());
};

describe('the way in', () => {
  beforeAll(open, 60_000);
  afterAll(close);

  test('leads to the issuer and back to the page that was asked for', async () => {
    const desk = stage.desk();
    const came = await desk.signIn('demo-operator', '/console/kiosks/kiosk-1?day=2026-11-21');
    expect(came.headers.get('location')).toBe('/console/kiosks/kiosk-1?day=2026-11-21');
    expect(await desk.me()).toMatchObject({ name: 'Ali Mansoor', role: 'operator' });
    const fleet = await desk.get('/console/api/fleet');
    expect(JSON.parse(fleet.text)).toMatchObject({
      kiosks: [{ kioskId: 'kiosk-1', state: 'never' }],
    });
    expect(await acts()).toContain('staff/demo-operator staffSignedIn operator');
  });

  test('keeps of a session only a digest, in a cookie that scripts and other sites do not get', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-viewer');
    const cookie = desk.cookies.get('khidma-console');
    expect(cookie?.attributes).toContain('HttpOnly');
    expect(cookie?.attributes).toContain('SameSite=Strict');
    const rows = await stage.central.db.selectFrom('console_session').selectAll().execute();
    const digests = rows.map((row) => Buffer.from(row.id_sha256).toString('hex'));
    expect(digests).toContain(sha256(cookie?.value ?? '').toString('hex'));
    expect(JSON.stringify(rows)).not.toContain(cookie?.value);
  });

  test('makes a new session at each sign-in and ends the one before', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-viewer');
    const before = desk.cookies.get('khidma-console')?.value ?? '';
    await desk.signIn('demo-viewer');
    const after = desk.cookies.get('khidma-console')?.value;
    expect(after).not.toBe(before);
    const old = await fetch(`${stage.central.url}/console/api/me`, {
      headers: { cookie: `khidma-console=${before}` },
    });
    expect(old.status).toBe(401);
  });

  test('is closed to whom no role is given', async () => {
    const desk = stage.desk();
    const came = await desk.signIn('stranger');
    expect(came.headers.get('location')).toBe('/console/?problem=noRole');
    expect((await desk.get('/console/api/fleet')).status).toBe(401);
    expect(await acts()).toContain('central staffRefused noRole');
  });

  test('takes no answer of the issuer in another browser, nor one twice', async () => {
    const desk = stage.desk();
    const begun = await desk.get('/console/sign-in');
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const back = `/console/callback?code=x&state=${state}`;
    const other = await stage.desk().get(back);
    expect(other.headers.get('location')).toBe('/console/?problem=refused');
    for (let turn = 0; turn < 2; turn++)
      expect((await desk.get(back)).headers.get('location')).toBe('/console/?problem=refused');
  });

  test('leads to no address but ours', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/v1/health',
      '/console/../x\\y',
    ]) {
      const desk = stage.desk();
      expect((await desk.signIn('demo-viewer', to)).headers.get('location')).toBe('/console/');
    }
  });
});

describe('a session', () => {
  beforeAll(open, 60_000);
  afterAll(close);

  test('ends when nobody is there, and looking by itself keeps nobody signed in', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-viewer');
    stage.central.clock.advance(20 * MINUTE);
    expect((await desk.get('/console/api/me')).status).toBe(200);
    stage.central.clock.advance(20 * MINUTE);
    expect((await desk.get('/console/api/me', { 'x-console-quiet': '1' })).status).toBe(200);
    stage.central.clock.advance(11 * MINUTE);
    expect((await desk.get('/console/api/me')).status).toBe(401);
  });

  test('ends after its longest time, however busy', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-viewer');
    for (let minutes = 0; minutes < 10 * 60 - 20; minutes += 20) {
      stage.central.clock.advance(20 * MINUTE);
      expect((await desk.get('/console/api/me')).status).toBe(200);
    }
    stage.central.clock.advance(20 * MINUTE);
    expect((await desk.get('/console/api/me')).status).toBe(401);
  });

  test('ends when its owner says so', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-administrator');
    const { value } = desk.cookies.get('khidma-console') ?? { value: '' };
    expect((await desk.post('/console/api/sign-out')).status).toBe(204);
    const again = await fetch(`${stage.central.url}/console/api/me`, {
      headers: { cookie: `khidma-console=${value}` },
    });
    expect(again.status).toBe(401);
    expect(await acts()).toContain('staff/demo-administrator staffSignedOut');
  });
});

describe('what is not our own page', () => {
  beforeAll(open, 60_000);
  afterAll(close);

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of ours', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a wrong token', { 'x-console-token': 'AAAA' }],
    ['no token', { 'x-console-token': '' }],
  ])('may not act: %s', async (_what, headers) => {
    const desk = stage.desk();
    await desk.signIn('demo-operator');
    expect((await desk.post('/console/api/sign-out', {}, headers)).status).toBe(403);
    expect((await desk.get('/console/api/me')).status).toBe(200);
  });

  test('may not read: another site; another name for this address', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-operator');
    const { status } = await desk.get('/console/api/fleet', { 'sec-fetch-site': 'cross-site' });
    expect(status).toBe(403);
    const { hostname, port } = new URL(stage.central.url);
    expect(hostname).toBe('127.0.0.1');
    const named = await desk.get(`http://localhost:${port}/console/`);
    expect(named.status).toBe(403);
  });

  test('frames nothing of ours: every answer carries the strict policy', async () => {
    const { headers } = await stage.desk().get('/console/api/me');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('a session opens no kiosk’s address, and a kiosk’s signature none of the console’s', async () => {
    const desk = stage.desk();
    await desk.signIn('demo-administrator');
    expect((await desk.get('/v1/kiosks/heads')).status).toBe(401);
    const search = await desk.post('/v1/operators/logs/search', {});
    expect(search.status).toBe(401);
    const kiosk = await stage.central.kiosk('kiosk-2');
    expect((await kiosk.call('GET', '/console/api/fleet')).status).toBe(401);
  });
});

test('a guesser is told to come later', async () => {
  const statuses = new Set<number>();
  const other = await openStage();
  for (let turn = 0; turn < 40; turn++)
    statuses.add((await other.desk().get('/console/callback?code=x&state=y')).status);
  await other.stop();
  expect([...statuses]).toEqual([303, 429]);
});
