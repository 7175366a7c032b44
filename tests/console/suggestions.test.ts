/** Messages to the ministries at the desk, on a real central and database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  SuggestionInbox,
  SuggestionPage,
  SuggestionPhone,
  SuggestionWords,
} from '../../contract/console-suggestions.ts';
import { DAY_MS } from '../../central/database/day.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import { SAMPLE_PHONE, SAMPLE_TEXT, sampleSuggestion } from '../../central/testing/suggestions.ts';
import { blankOld } from '../../central/suggestions/blank.ts';
import { tellAnswers } from '../../central/suggestions/tell.ts';
import type { Suggestion } from '../../contract/tawasul.ts';
import type { Desk } from './desk.ts';
import { openStage, type Stage } from './stage.ts';

const API = '/console/api/suggestions';
let stage: Stage;
let kiosk: KioskClient;
let operator: Desk;
let viewer: Desk;

beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.central.kiosk('kiosk-1');
  operator = stage.desk();
  await operator.signIn('demo-operator');
  viewer = stage.desk();
  await viewer.signIn('demo-viewer');
}, 60_000);
afterAll(() => stage.stop());

const write = async (more: Partial<Suggestion> = {}) => {
  const { id, content } = sampleSuggestion(more);
  expect((await kiosk.call('PUT', `/v1/suggestions/${id}`, content)).status).toBe(200);
  return { id, path: `${API}/${id}`, number: content.trackingNumber };
};
const read = async <T>(desk: Desk, path: string): Promise<T> => {
  const { status, text } = await desk.get(path);
  expect(status, text).toBe(200);
  return JSON.parse(text) as T;
};
const inbox = (desk: Desk, query = ''): Promise<SuggestionInbox> =>
  read<SuggestionInbox>(desk, `${API}${query}`);
const page = (desk: Desk, path: string): Promise<SuggestionPage> =>
  read<SuggestionPage>(desk, path);
const act = async (path: string, body: object): Promise<number> => {
  const { version } = await page(operator, path);
  return (await operator.post(`${path}/acts`, { version, ...body })).status;
};
const follow = async (trackingNumber: string) =>
  (await kiosk.call('POST', '/v1/suggestions/search', { trackingNumber })).json;
const auditsOf = async (id: string): Promise<readonly string[]> =>
  (
    await stage.central.db
      .selectFrom('audit')
      .select(['actor', 'action', 'detail'])
      .where('subject', '=', id)
      .where('actor', 'like', 'staff/%')
      .orderBy('at_ms')
      .execute()
  ).map(({ actor, action, detail }) => [actor, action, detail ?? ''].join(' ').trim());

test('a list says who has what to answer by when, and nothing of what was written', async () => {
  const { id } = await write({ ministryId: 'housing' });
  await write({ ministryId: 'housing', kind: 'suggestion' });
  const before = await inbox(operator, '?ministry=housing');
  expect(before).toMatchObject({
    total: 2,
    rows: [
      { id, kind: 'complaint', dueOn: '2026-11-29', workingDays: 5, isLate: false },
      { kind: 'suggestion', dueOn: '2026-12-06', workingDays: 10 },
    ],
  });
  expect(before.ministries.find((each) => each.id === 'housing')).toMatchObject({
    name: { en: 'Ministry of Housing and Urban Planning' },
    open: 2,
    late: 0,
  });
  expect((await inbox(operator, '?ministry=housing&kind=suggestion')).total).toBe(1);
  expect((await inbox(operator, '?ministry=housing&state=closed')).rows).toEqual([]);
  const { text } = await viewer.get(API);
  expect(text).not.toContain(SAMPLE_PHONE);
  expect(text).not.toContain('2825');
  expect((await inbox(viewer, '?ministry=housing')).rows[0]?.trackingNumber).toBeNull();
  expect((await operator.get(`${API}?state=lost`)).status).toBe(400);
});

test('what was written is for operators, and each reading of words and phone is written down', async () => {
  const { id, path } = await write();
  expect(await page(viewer, path)).toMatchObject({ phone: null, answer: null });
  for (const what of ['read', 'phone']) {
    expect((await viewer.post(`${path}/${what}`)).status).toBe(403);
    expect((await viewer.post(`${path}/acts`, { act: 'note', text: 'x' })).status).toBe(403);
  }
  expect((await page(operator, path)).phone).toBe('••••••56');
  const words = JSON.parse((await operator.post(`${path}/read`)).text) as SuggestionWords;
  expect(words).toEqual({ text: SAMPLE_TEXT, language: 'ar' });
  const phone = JSON.parse((await operator.post(`${path}/phone`)).text) as SuggestionPhone;
  expect(phone).toEqual({ phone: SAMPLE_PHONE });
  expect((await auditsOf(id)).toSorted()).toEqual([
    'staff/demo-operator suggestionPhoneShown',
    'staff/demo-operator suggestionShown',
  ]);
  expect((await operator.get(`${API}/${sampleSuggestion().id}`)).status).toBe(404);
});

test('taken on, noted, handed over, answered, closed, opened again: to the kiosk and back', async () => {
  const { id, path, number } = await write();
  expect(await act(path, { act: 'take' })).toBe(204);
  expect((await page(operator, path)).row.assignee).toBe('Ali Mansoor');
  expect((await operator.post(`${path}/acts`, { act: 'note', text: 'Secret note' })).status).toBe(
    204,
  );
  expect(await act(path, { act: 'handOver', ministryId: 'works', because: 'same' })).toBe(400);
  expect(await act(path, { act: 'handOver', ministryId: 'nowhere', because: 'x' })).toBe(400);
  expect(await act(path, { act: 'handOver', ministryId: 'health', because: 'Theirs' })).toBe(204);
  expect((await page(operator, path)).row).toMatchObject({
    ministryId: 'health',
    assignee: null,
    dueOn: '2026-11-29',
  });
  expect(await act(path, { act: 'answer', text: ' ' })).toBe(400);
  expect(await act(path, { act: 'answer', text: 'أُصلح الضوء.' })).toBe(204);
  expect(await follow(number)).toMatchObject({ state: 'answered', answer: 'أُصلح الضوء.' });
  expect(await act(path, { act: 'close', because: 'done' })).toBe(204);
  expect(await follow(number)).toMatchObject({ state: 'closed', answer: 'أُصلح الضوء.' });

  stage.central.clock.advance(DAY_MS);
  // Their sessions ended meanwhile.
  await operator.signIn('demo-operator');
  await viewer.signIn('demo-viewer');
  expect(await act(path, { act: 'reopen', because: 'Wrote again' })).toBe(204);
  expect(await follow(number)).toMatchObject({
    state: 'open',
    answer: 'أُصلح الضوء.',
    dueOn: '2026-11-30',
  });
  expect(await act(path, { act: 'answer', text: 'Again' })).toBe(204);
  expect(await follow(number)).toMatchObject({ state: 'answered', answer: 'Again' });
  const { events } = await page(operator, path);
  expect(events.map(({ what, text }) => `${what} ${text ?? ''}`.trim())).toEqual([
    'taken',
    'noted Secret note',
    'handedOver Theirs',
    'answered أُصلح الضوء.',
    'closed done',
    'reopened Wrote again',
    'answered Again',
  ]);
  expect((await page(viewer, path)).events.every(({ text }) => text === null)).toBe(true);
  expect(await auditsOf(id)).toContain('staff/demo-operator suggestionHandedOver works > health');
  expect((await auditsOf(id)).join()).not.toContain('Secret');
});

test('of two who act at once the second is told, and a note is never refused for it', async () => {
  const { path } = await write();
  const { version } = await page(operator, path);
  const all = await Promise.all(
    ['One', 'Two'].map((text) => operator.post(`${path}/acts`, { act: 'answer', version, text })),
  );
  expect(all.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  const refused = all.find(({ status }) => status === 409);
  expect(JSON.parse(refused?.text ?? '')).toMatchObject({ code: 'changed' });
  expect((await operator.post(`${path}/acts`, { act: 'note', text: 'Late' })).status).toBe(204);
  const { events } = await page(operator, path);
  expect(events.map(({ what }) => what)).toEqual(['answered', 'noted']);

  const other = await write();
  const hands = ['health', 'interior'].map((ministryId) => {
    const act = { act: 'handOver', version: 1, ministryId, because: 'Theirs' };
    return operator.post(`${other.path}/acts`, act);
  });
  const statuses = (await Promise.all(hands)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([204, 409]);
  expect((await page(operator, other.path)).row.ministryId).toBe(
    statuses[0] === 204 ? 'health' : 'interior',
  );
});

test('an answer goes by text message to whoever left a phone, once', async () => {
  await stage.central.db.updateTable('suggestion_notice').set({ state: 'givenUp' }).execute();
  const told = await write();
  const silent = await write({ phone: null });
  for (const { path } of [told, silent])
    expect(await act(path, { act: 'answer', text: 'أُصلح.' })).toBe(204);
  const sent: string[] = [];
  let away = true;
  const { db, clock } = stage.central;
  const tell = () =>
    tellAnswers({
      db,
      clock,
      senders: [
        {
          channel: 'sms',
          send: ({ address, text }) => {
            if (away) return Promise.resolve('away');
            sent.push(`${address} ${text}`);
            return Promise.resolve('accepted');
          },
          close: () => undefined,
        },
      ],
    });
  expect(await tell()).toBe(1);
  expect((await page(operator, told.path)).told).toBe('waiting');
  away = false;
  clock.advance(60_000);
  await Promise.all([tell(), tell()]);
  expect(await tell()).toBe(0);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain(`+973${SAMPLE_PHONE} `);
  expect(sent[0]).toContain(told.number);
  expect(sent[0]).toContain('أُصلح.');
  expect((await page(operator, told.path)).told).toBe('sent');
  expect((await page(operator, silent.path)).told).toBe('none');
});

test('words and phone of what is closed for long are gone; answer and counts stay', async () => {
  const { path, number } = await write({ ministryId: 'interior' });
  const open = await write({ ministryId: 'interior' });
  await operator.post(`${path}/acts`, { act: 'note', text: 'Her name is in it' });
  await act(path, { act: 'answer', text: 'Answered' });
  await act(path, { act: 'close', because: 'Her name too' });
  const { db, clock } = stage.central;
  const keepDays = 180;
  const closedMs = clock.wallMs();
  const nowMs = closedMs + keepDays * DAY_MS;
  expect(await blankOld(db, { nowMs: nowMs - 1, keepDays })).toBe(0);
  expect(await blankOld(db, { nowMs, keepDays })).toBeGreaterThan(0);
  expect(await page(operator, path)).toMatchObject({ isBlanked: true, phone: null });
  const kept = await db
    .selectFrom('suggestion')
    .leftJoin('suggestion_event', 'suggestion_event.suggestion_id', 'suggestion.suggestion_id')
    .select(['suggestion.text', 'phone', 'closed_because', 'suggestion_event.text as event'])
    .where('tracking_number', '=', number)
    .execute();
  expect(JSON.stringify(kept)).not.toMatch(/Her name|2825|Street/u);
  expect(await follow(number)).toMatchObject({ state: 'closed', answer: 'Answered' });
  expect(await act(path, { act: 'reopen', because: 'again' })).toBe(409);
  expect((await inbox(operator, '?ministry=interior&state=closed')).total).toBe(1);
  const words = JSON.parse((await operator.post(`${open.path}/read`)).text) as SuggestionWords;
  expect(words.text).toBe(SAMPLE_TEXT);
});

test('whoever answers for one ministry knows of no other’s messages', async () => {
  const own = await openStage({
    staff: [
      { id: 'bound', name: 'Works Desk', role: 'operator' },
      { id: 'none', name: 'No Desk', role: 'viewer' },
    ],
    file: (file) => ({
      ...file,
      suggestions: { ministries: { operator: ['works'], administrator: ['*'] } },
    }),
  });
  try {
    const from = await own.central.kiosk('kiosk-1');
    const paths: string[] = [];
    for (const ministryId of ['works', 'health']) {
      const { id, content } = sampleSuggestion({ ministryId });
      await from.call('PUT', `/v1/suggestions/${id}`, content);
      paths.push(`${API}/${id}`);
    }
    const [works = '', health = ''] = paths;
    const bound = own.desk();
    await bound.signIn('bound');
    expect((await inbox(bound, '?state=all')).rows.map(({ ministryId }) => ministryId)).toEqual([
      'works',
    ]);
    expect((await inbox(bound)).ministries.map(({ id }) => id)).toEqual(['works']);
    expect((await bound.get(works)).status).toBe(200);
    expect((await bound.get(health)).status).toBe(404);
    for (const what of ['read', 'phone'])
      expect((await bound.post(`${health}/${what}`)).status).toBe(404);
    const note = { act: 'note', text: 'x' };
    expect((await bound.post(`${health}/acts`, note)).status).toBe(404);
    expect((await bound.post(`${works}/acts`, note)).status).toBe(204);
    const nobody = own.desk();
    await nobody.signIn('none');
    expect(await inbox(nobody, '?state=all')).toMatchObject({ rows: [], ministries: [], total: 0 });
  } finally {
    await own.stop();
  }
});

test('nothing of what people wrote is in the log', () => {
  expect(stage.central.log()).not.toContain(SAMPLE_PHONE);
  expect(stage.central.log()).not.toContain('إنارة');
});
