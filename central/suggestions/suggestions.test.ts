import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTrackingNumber } from '../../contract/tawasul.ts';
import { writing } from '../database/writing.ts';
import { TRIES_A_MINUTE } from '../receipts/guess-limit.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { SAMPLE_PHONE, SAMPLE_TEXT, sampleSuggestion } from '../testing/suggestions.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { answerSuggestion, closeSuggestion } from './settle.ts';

let central: TestCentral;
let kiosk: KioskClient;
let elsewhere: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
  elsewhere = await central.kiosk('kiosk-2');
}, 60_000);
afterAll(() => central.stop());

const put = (id: string, content: unknown, from = kiosk): Promise<Reply> =>
  from.call('PUT', `/v1/suggestions/${id}`, content);
const search = (trackingNumber: string, from = elsewhere): Promise<Reply> =>
  from.call('POST', '/v1/suggestions/search', { trackingNumber });
const audits = async (id: string): Promise<readonly string[]> => {
  const rows = await central.db
    .selectFrom('audit')
    .select(['actor', 'action', 'detail'])
    .where('subject', '=', id)
    .orderBy('at_ms')
    .execute();
  return rows
    .map(({ actor, action, detail }) => [actor, action, detail ?? ''].join(' ').trim())
    .toSorted();
};

test('a message is taken once, however often it is sent, and due in working days', async () => {
  const { id, content } = sampleSuggestion();
  const first = await put(id, content);
  // Sunday 22 November 2026: five working days later is the next Sunday.
  expect(first).toMatchObject({ status: 200, json: { suggestionId: id, dueOn: '2026-11-29' } });
  central.clock.advance(5_000);
  const shuffled = Object.fromEntries(Object.entries(content).toReversed());
  expect((await put(id, shuffled)).text).toBe(first.text);
  expect(await audits(id)).toEqual(['kiosk-1 suggestionReceived complaint works']);
  const suggestion = sampleSuggestion({ kind: 'suggestion' });
  expect((await put(suggestion.id, suggestion.content)).json).toMatchObject({
    dueOn: '2026-12-06',
  });
});

test('another content under its id, its number or from another kiosk is refused', async () => {
  const { id, content } = sampleSuggestion();
  await put(id, content);
  const refused = { status: 409, json: { code: 'documentDiffers' } };
  expect(await put(id, { ...content, text: 'Something else' })).toMatchObject(refused);
  expect(await put(id, content, elsewhere)).toMatchObject(refused);
  expect(await put(sampleSuggestion().id, content)).toMatchObject(refused);
});

test('what a kiosk of ours never sends is a bad request that quotes nothing', async () => {
  const { id, content } = sampleSuggestion();
  const bad: readonly object[] = [
    { text: '' },
    { text: 'a'.repeat(501) },
    { text: 'a\u202eb' },
    { phone: '12 34' },
    { kind: 'praise' },
    { trackingNumber: '0000-0000-0000x' },
    { ministryId: '../x' },
    { surprise: 1 },
  ];
  for (const wrong of bad) {
    const reply = await put(id, { ...content, ...wrong });
    expect(reply, JSON.stringify(wrong)).toMatchObject({
      status: 400,
      json: { code: 'badRequest' },
    });
    expect(reply.text).not.toContain(SAMPLE_TEXT.slice(0, 8));
  }
  expect((await put(id, { ...content, text: '😀'.repeat(500) })).status).toBe(200);
});

test('its number tells at any kiosk how it stands, and never what was written', async () => {
  const { id, content } = sampleSuggestion();
  await put(id, content);
  const open = await search(content.trackingNumber.toLowerCase().replaceAll('-', ' '));
  expect(open).toMatchObject({
    status: 200,
    json: {
      trackingNumber: content.trackingNumber,
      kind: 'complaint',
      ministryId: 'works',
      state: 'open',
      answer: null,
      answeredAt: null,
    },
  });
  const nowMs = central.clock.wallMs();
  const by = { by: 'noora', nowMs };
  const answering = { ...by, answer: 'It is repaired.' };
  const answer = () => writing(central.db, nowMs, (t) => answerSuggestion(t, id, answering));
  expect(await answer()).toEqual({ ok: true, value: undefined });
  expect(await answer()).toEqual({ ok: false, error: 'notOpen' });
  expect((await search(content.trackingNumber)).json).toMatchObject({
    state: 'answered',
    answer: 'It is repaired.',
  });
  const close = () =>
    writing(central.db, nowMs, (t) => closeSuggestion(t, id, { ...by, because: 'done' }));
  expect([await close(), await close()]).toEqual([true, false]);
  const closed = await search(content.trackingNumber);
  expect(closed.json).toMatchObject({ state: 'closed', answer: 'It is repaired.' });
  expect(closed.text).not.toContain(SAMPLE_PHONE);
  expect(closed.text).not.toContain('Street');
  expect(await audits(id)).toEqual([
    'kiosk-1 suggestionReceived complaint works',
    'noora suggestionAnswered',
    'noora suggestionClosed',
  ]);
});

test('an unknown number is not found, one that cannot be one is a bad request', async () => {
  expect(await search(makeTrackingNumber(randomBytes))).toMatchObject({ status: 404 });
  expect(await search('0000-0000-0001')).toMatchObject({ status: 400 });
});

test('each kiosk may try only so many numbers a minute, right or wrong', async () => {
  const guesser = await central.kiosk('kiosk-3');
  for (let i = 0; i < TRIES_A_MINUTE; i++)
    expect((await search('not a number', guesser)).status).toBe(400);
  const refused = await search(makeTrackingNumber(randomBytes), guesser);
  expect(refused).toMatchObject({ status: 429, json: { code: 'rateLimited' } });
  expect(refused.headers.get('retry-after')).toBe('60');
  central.clock.advance(60_000);
  expect((await search(makeTrackingNumber(randomBytes), guesser)).status).toBe(404);
});

test('nothing of what people wrote is in the log', () => {
  expect(central.log()).not.toContain(SAMPLE_PHONE);
  expect(central.log()).not.toContain('إنارة');
});
