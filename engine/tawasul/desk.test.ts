import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IntentProblem } from '../../contract/engine-api.ts';
import { fail, ok } from '../../contract/result.ts';
import { makeTrackingNumber, type Tawasul } from '../../contract/tawasul.ts';
import type { TawasulAct } from '../../contract/tawasul-view.ts';
import type { GatewayFailure } from '../gateway/client.ts';
import { createSealer } from '../journal/sealed.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import type { TawasulParts } from './desk.ts';
import type { TawasulPlace } from './place.ts';
import { openWaitingMessages, type WaitingMessages } from './waiting.ts';

const works = { id: 'works', name: { ar: 'وزارة الأشغال', en: 'Ministry of Works' } };
const offered: Tawasul = {
  ministries: [works],
  dueWorkingDays: { complaint: 5, suggestion: 10 },
};
const TEXT = 'إنارة طريق 2825 مطفأة';
const PHONE = '36123456';

let folder: ReturnType<typeof temporaryFolder>;
let waiting: WaitingMessages;
let stage: VisitStage;
let wakes: number;

beforeEach(() => {
  folder = temporaryFolder();
  waiting = openWaitingMessages(folder.path, createSealer(randomBytes(32)), 2);
  wakes = 0;
  const tawasul: TawasulParts = {
    waiting,
    wake: () => {
      wakes += 1;
    },
    offered: () => offered,
    delivered: (id) => !waiting.has(id),
    urlOf: (number) => `https://pay.example/r/tawasul/${number}`,
    gatewayOnline: () => true,
  };
  stage = setVisitStage({ tawasul });
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
  folder.remove();
});

const wish = (act: TawasulAct): IntentProblem | null =>
  stage.visit.intent({ do: 'tawasul', wish: act });
const place = (): TawasulPlace => {
  const position = stage.visit.position();
  if (position.at !== 'tawasul') throw new Error(`at ${position.at}`);
  return position.step;
};
const open = (): void => {
  stage.visit.intent({ do: 'begin' });
  stage.visit.intent({ do: 'chooseLanguage', language: 'ar' });
  expect(wish({ act: 'open' })).toBeNull();
};
const write = (typed = TEXT): void => {
  open();
  wish({ act: 'write', kind: 'complaint' });
  wish({ act: 'ministry', ministryId: 'works' });
  wish({ act: 'text', typed });
};
const scan = async (text: string): Promise<void> => {
  stage.visit.scanned({ kind: 'code', symbology: null, text });
  await settle();
};

test('written, read over, sent: stored before it is said, printed, and out of memory', async () => {
  write();
  expect(wish({ act: 'phone', typed: '٣٦١٢ ٣٤٥٦' })).toBeNull();
  expect(place()).toMatchObject({ at: 'check', draft: { text: TEXT, phone: PHONE } });
  expect([waiting.ids(), stage.papers]).toEqual([[], []]);
  expect(wish({ act: 'send' })).toBeNull();
  const [id] = waiting.ids();
  if (id === undefined) throw new Error('nothing stored');
  const sent = place();
  expect(sent).toMatchObject({ at: 'sent', suggestionId: id, slip: 'printing' });
  expect(waiting.read(id)).toMatchObject({
    kind: 'complaint',
    ministryId: 'works',
    text: TEXT,
    phone: PHONE,
    language: 'ar',
    trackingNumber: sent.at === 'sent' ? sent.trackingNumber : '',
  });
  expect([wakes, stage.papers]).toEqual([1, ['tawasul']]);
  expect(JSON.stringify(stage.visit.position())).not.toContain(PHONE);
  expect(JSON.stringify(stage.visit.position())).not.toContain('إنارة');
  expect(wish({ act: 'send' })).toBe('notOnThisScreen');
  await stage.paperEnds();
  expect(place()).toMatchObject({ slip: 'printed' });
  expect(wish({ act: 'print' })).toBe('notAllowed');
  expect(wish({ act: 'done' })).toBeNull();
  expect(stage.visit.position()).toEqual({ at: 'goodbye' });
});

test('a slip that failed is printed again, with the same number', async () => {
  write();
  wish({ act: 'phone', typed: '' });
  wish({ act: 'send' });
  const before = place();
  await stage.paperEnds({ status: 'failed', reason: 'paperOut' } as never);
  expect(place()).toMatchObject({ slip: 'failed' });
  expect(wish({ act: 'print' })).toBeNull();
  await stage.paperEnds();
  expect(place()).toEqual({ ...before, slip: 'printed' });
  expect(waiting.ids()).toHaveLength(1);
});

test('nothing, too much, and what turns text around, are each met in words', () => {
  write(' \u200f\n ');
  expect(place()).toMatchObject({ at: 'text', problem: 'empty', draft: { text: '' } });
  wish({ act: 'text', typed: 'ث'.repeat(501) });
  expect(place()).toMatchObject({ at: 'text', problem: 'tooLong' });
  expect(JSON.stringify(place()).match(/ث/gu)).toHaveLength(500);
  wish({ act: 'text', typed: 'a\u202eb\r\nc' });
  expect(place()).toMatchObject({ at: 'phone', draft: { text: 'ab\nc' } });
  wish({ act: 'phone', typed: 'call me' });
  expect(place()).toMatchObject({ at: 'phone', problem: 'notPhone', draft: { text: 'ab\nc' } });
});

test('back keeps what was written; the end of the visit keeps nothing', () => {
  write();
  for (const at of ['text', 'ministry', 'choose']) {
    expect(stage.visit.intent({ do: 'back' })).toBeNull();
    expect(place().at).toBe(at);
    if (at === 'text') expect(place()).toMatchObject({ draft: { text: TEXT } });
  }
  stage.visit.intent({ do: 'back' });
  expect(stage.visit.position().at).toBe('services');
  write();
  stage.clock.advance(45_000 + 20_000);
  expect(stage.visit.position()).toEqual({ at: 'attract' });
});

test('with as many waiting as may, it says so and keeps what was written for another try', () => {
  while (waiting.ids().length < 2) {
    write();
    wish({ act: 'phone', typed: '' });
    wish({ act: 'send' });
    stage.visit.intent({ do: 'startOver' });
  }
  write();
  wish({ act: 'phone', typed: '' });
  wish({ act: 'send' });
  expect(place()).toMatchObject({ at: 'trouble', why: 'full' });
  for (const id of waiting.ids()) waiting.remove(id);
  expect(wish({ act: 'retry' })).toBeNull();
  expect(place().at).toBe('sent');
});

test('a number, typed or scanned, tells how the message stands', async () => {
  const trackingNumber = makeTrackingNumber(randomBytes);
  const asked: string[] = [];
  stage.far.answers.findSuggestion = (number) => {
    asked.push(number);
    return Promise.resolve(
      ok({
        trackingNumber: number,
        kind: 'complaint',
        ministryId: 'works',
        receivedAt: '2026-11-22T10:00:00.000Z',
        dueOn: '2026-11-29',
        state: 'answered',
        answer: 'Done.',
        answeredAt: '2026-11-23T10:00:00.000Z',
      }),
    );
  };
  open();
  wish({ act: 'follow' });
  wish({ act: 'ask', typed: '' });
  expect(place()).toMatchObject({ problem: 'empty' });
  wish({ act: 'ask', typed: '1234' });
  expect(place()).toMatchObject({ problem: 'notANumber' });
  wish({ act: 'ask', typed: trackingNumber.toLowerCase().replaceAll('-', '') });
  await settle();
  expect(place()).toMatchObject({ at: 'status', status: { answer: 'Done.' } });
  stage.visit.intent({ do: 'startOver' });
  await scan(`https://pay.example/r/tawasul/${trackingNumber}`);
  expect(place().at).toBe('status');
  expect(asked).toEqual([trackingNumber, trackingNumber]);
});

test('what is asked in vain: unknown, too often, away, or still waiting here', async () => {
  open();
  wish({ act: 'follow' });
  const ask = async (failure: GatewayFailure, number: string): Promise<void> => {
    stage.far.answers.findSuggestion = () => Promise.resolve(fail(failure));
    wish({ act: 'ask', typed: number });
    await settle();
  };
  const other = makeTrackingNumber(randomBytes);
  const cases = [
    [{ kind: 'problem', code: 'notFound', status: 404 }, 'unknown'],
    [{ kind: 'problem', code: 'rateLimited', status: 429 }, 'tooManyTries'],
    [{ kind: 'away' }, 'away'],
    [{ kind: 'trouble', status: 500, detail: '' }, 'trouble'],
  ] as const;
  for (const [failure, why] of cases) {
    await ask(failure, other);
    expect(place()).toMatchObject({ at: 'trouble', why });
    stage.visit.intent({ do: 'back' });
  }
  stage.visit.intent({ do: 'startOver' });
  write();
  wish({ act: 'phone', typed: '' });
  wish({ act: 'send' });
  const sent = place();
  const own = sent.at === 'sent' ? sent.trackingNumber : '';
  stage.visit.intent({ do: 'startOver' });
  open();
  wish({ act: 'follow' });
  await ask({ kind: 'away' }, own);
  expect(place()).toMatchObject({ at: 'trouble', why: 'waitsHere' });
});

test('a code before the reader disturbs nobody who writes', async () => {
  write();
  const before = place();
  await scan('EWA12345678202610');
  expect(place()).toEqual(before);
});

test('each wish belongs to its own step, and to a kiosk that is open', () => {
  expect(wish({ act: 'open' })).toBe('notOnThisScreen');
  open();
  expect(wish({ act: 'text', typed: 'x' })).toBe('notOnThisScreen');
  wish({ act: 'write', kind: 'suggestion' });
  expect(wish({ act: 'ministry', ministryId: 'nobody' })).toBe('notAllowed');
  stage.world.closed = 'door';
  expect(wish({ act: 'ministry', ministryId: 'works' })).toBe('notAllowed');
});
