/** What alerts must do on every database. */
import { expect } from 'vitest';
import { evaluateAlerts, type Told } from '../../central/fleet/evaluate.ts';
import { carryNotices, type NoticeDeps } from '../../central/fleet/notices.ts';
import type { Noticed } from '../../central/fleet/notice-text.ts';
import { reportingKiosk, type ReportingKiosk } from '../../central/testing/status-reports.ts';
import type { Alerts, Timeline } from '../../contract/console.ts';
import type { Desk } from './desk.ts';
import { consoleOptionsOf, type Stage } from './stage.ts';
import { consoleFile } from '../../rig/staff/console-file.ts';

const MINUTE = 60_000;
const LIMITS = consoleOptionsOf(consoleFile('http://127.0.0.1:1')).alerts;
const TOLD: readonly Told[] = [
  { channel: 'email', target: 'duty@khidma.example' },
  { channel: 'webhook', target: 'http://127.0.0.1:1/hook' },
];

type Setting = {
  readonly kiosk: ReportingKiosk;
  readonly look: () => Promise<void>;
  readonly pass: (minutes: number, states?: Readonly<Record<string, string>>) => Promise<void>;
};

const setting = async ({ central }: Stage, kioskId: string): Promise<Setting> => {
  const kiosk = reportingKiosk(await central.kiosk(kioskId), central.clock, kioskId.length);
  const look = async (): Promise<void> => {
    await evaluateAlerts(central.db, LIMITS, TOLD, central.clock.wallMs());
  };
  await kiosk.report();
  return {
    kiosk,
    look,
    pass: async (minutes, states = {}) => {
      for (let minute = 0; minute < minutes; minute++) {
        central.clock.advance(MINUTE);
        await kiosk.report({ states });
      }
      await look();
    },
  };
};

export const alertsOf = async (
  desk: Desk,
  kiosk: string,
  show = 'open',
): Promise<Alerts['alerts']> =>
  (JSON.parse((await desk.get(`/console/api/alerts?show=${show}&kiosk=${kiosk}`)).text) as Alerts)
    .alerts;

/** It comes once, is told once to each, and goes by itself. */
export const comesAndGoes = async (stage: Stage): Promise<void> => {
  const { pass, look } = await setting(stage, 'comes-1');
  const desk = stage.desk();
  await desk.signIn('demo-viewer');
  const away = { sales: 'terminalAway', terminal: 'offline' };
  await pass(5, away);
  expect(await alertsOf(desk, 'comes-1')).toEqual([]);
  await pass(2, away);
  await Promise.all([look(), look(), look()]);
  expect(await alertsOf(desk, 'comes-1')).toMatchObject([
    { rule: 'notSelling', acknowledgedBy: null, closedAt: null },
  ]);
  await pass(1);
  expect(await alertsOf(desk, 'comes-1')).toEqual([]);
  expect(await alertsOf(desk, 'comes-1', 'closed')).toMatchObject([
    { rule: 'notSelling', closedBy: null },
  ]);

  const sent: string[] = [];
  const deps: NoticeDeps = {
    db: stage.central.db,
    clock: stage.central.clock,
    webhookSecret: 'known to two',
    origin: () => 'https://console.example',
    email: {
      send: ({ subject, address }) => {
        sent.push(`${address} ${subject}`);
        return Promise.resolve('accepted');
      },
    },
    fetch: (_url, init) => {
      const said = JSON.parse(init?.body as string) as Noticed;
      const signature = new Headers(init?.headers).get('x-khidma-signature') ?? '';
      sent.push(`webhook ${said.about} ${said.rule} ${signature.length}`);
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  };
  await Promise.all([carryNotices(deps), carryNotices(deps)]);
  await carryNotices(deps);
  expect(sent.toSorted()).toEqual([
    'duty@khidma.example Khidma: Does not sell – comes-1',
    'duty@khidma.example Khidma: over: Does not sell – comes-1',
    'webhook closed notSelling 71',
    'webhook opened notSelling 71',
  ]);
};

/** What nobody takes is tried again, later and later; what is refused is not. */
export const triesAgain = async (stage: Stage): Promise<void> => {
  const { pass } = await setting(stage, 'tries-22');
  await pass(7, { sales: 'door', door: 'open' });
  let tries = 0;
  const deps: NoticeDeps = {
    db: stage.central.db,
    clock: stage.central.clock,
    webhookSecret: null,
    origin: () => 'https://console.example',
    email: {
      send: () => {
        tries += 1;
        return Promise.resolve(tries < 3 ? 'away' : 'accepted');
      },
    },
    fetch: () => Promise.resolve(new Response(null, { status: 410 })),
  };
  for (let minute = 0; minute < 20; minute++) {
    await carryNotices(deps);
    stage.central.clock.advance(MINUTE / 2);
  }
  expect(tries).toBe(3);
  const rows = await stage.central.db
    .selectFrom('fleet_notice')
    .innerJoin('fleet_alert', 'fleet_alert.alert_id', 'fleet_notice.alert_id')
    .select(['channel', 'state', 'tries'])
    .where('kiosk_id', '=', 'tries-22')
    .orderBy('channel')
    .execute();
  expect(rows).toEqual([
    { channel: 'email', state: 'sent', tries: 3 },
    { channel: 'webhook', state: 'refused', tries: 1 },
  ]);
};

/** A kiosk whose power went tells nothing of it; that it fell silent stands in its story all the same. */
export const fellSilent = async (stage: Stage): Promise<void> => {
  const { kiosk, look } = await setting(stage, 'silent-4444');
  const lastMs = stage.central.clock.wallMs();
  stage.central.clock.advance(30 * MINUTE);
  await look();
  const desk = stage.desk();
  await desk.signIn('demo-viewer');
  const story = async (): Promise<Timeline['entries']> => {
    const range = new URLSearchParams({
      from: new Date(lastMs - MINUTE).toISOString(),
      to: new Date(lastMs + 60 * MINUTE).toISOString(),
    });
    const { text } = await desk.get(`/console/api/kiosks/silent-4444/timeline?${range.toString()}`);
    return (JSON.parse(text) as Timeline).entries.filter(({ kind }) => kind === 'alert');
  };
  const silent = { at: new Date(lastMs).toISOString(), subject: 'offline' };
  expect(await story()).toMatchObject([{ ...silent, until: null }]);
  await kiosk.report();
  await look();
  const until = new Date(stage.central.clock.wallMs()).toISOString();
  expect(await story()).toMatchObject([{ ...silent, until }]);
};

/** People take it on, write to it and close it; closed it stays quiet until it has been well again. */
export const isLookedAfter = async (stage: Stage): Promise<void> => {
  const { pass } = await setting(stage, 'looked-333');
  const forced = { tamper: 'yes', cabinet: 'online' };
  await pass(1, forced);
  const viewer = stage.desk();
  await viewer.signIn('demo-viewer');
  const operator = stage.desk();
  await operator.signIn('demo-operator');
  const [alert] = await alertsOf(viewer, 'looked-333');
  expect(alert?.rule).toBe('tamper');
  const path = `/console/api/alerts/${alert?.id ?? ''}`;

  expect((await viewer.post(`${path}/acknowledge`)).status).toBe(403);
  expect((await operator.post(`${path}/acknowledge`)).status).toBe(204);
  expect((await operator.post(`${path}/acknowledge`)).status).toBe(404);
  expect((await operator.post(`${path}/notes`, { text: ' ' })).status).toBe(400);
  expect((await operator.post(`${path}/notes`, { text: 'Technician is on the way' })).status).toBe(
    204,
  );
  expect(await alertsOf(viewer, 'looked-333')).toMatchObject([
    {
      acknowledgedBy: 'Ali Mansoor',
      notes: [{ by: 'Ali Mansoor', text: 'Technician is on the way' }],
    },
  ]);
  expect((await operator.post(`${path}/clear`)).status).toBe(204);
  await pass(2, forced);
  expect(await alertsOf(viewer, 'looked-333')).toEqual([]);
  await pass(1, { tamper: 'no', cabinet: 'online' });
  // Whoever closed it knows.
  const notices = await stage.central.db
    .selectFrom('fleet_notice')
    .select('about')
    .distinct()
    .where('alert_id', '=', alert?.id ?? '')
    .execute();
  expect(notices).toEqual([{ about: 'opened' }]);
  await pass(1, forced);
  expect(await alertsOf(viewer, 'looked-333')).toHaveLength(1);

  expect((await operator.get('/console/api/acts')).status).toBe(403);
  const administrator = stage.desk();
  await administrator.signIn('demo-administrator');
  const acts = (await administrator.get('/console/api/acts')).text;
  for (const action of ['alertAcknowledged', 'alertNoted', 'alertCleared', 'staffSignedIn'])
    expect(acts).toContain(action);
};
