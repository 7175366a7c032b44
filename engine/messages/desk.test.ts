/** The receipt by message: what may be asked, what is stored before it is said, and what the screen still knows. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IntentProblem } from '../../contract/engine-api.ts';
import { MOST_RECEIPT_MESSAGES, type MessageChannel } from '../../contract/receipt-message.ts';
import { createSealer } from '../journal/sealed.ts';
import { confirmedPayment, refusedPayment } from '../testing/lives.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { ewa, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import { openWaitingReceiptMessages, type WaitingReceiptMessages } from './waiting.ts';

const PHONE = '36123456';

let folder: ReturnType<typeof temporaryFolder>;
let waiting: WaitingReceiptMessages;
let channels: MessageChannel[];
let wakes: number;
let stage: VisitStage;

beforeEach(() => {
  folder = temporaryFolder();
  waiting = openWaitingReceiptMessages(folder.path, createSealer(randomBytes(32)), 4);
  channels = ['sms', 'email'];
  wakes = 0;
  const wake = (): void => {
    wakes += 1;
  };
  stage = setVisitStage({
    sending: { waiting, wake, channels: () => channels, refused: () => false },
  });
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
  folder.remove();
});

const at = (): string => stage.visit.position().at;
const problem = (): unknown => {
  const position = stage.visit.position();
  return position.at === 'sendReceipt' ? position.problem : 'elsewhere';
};
const afterPayment = (): string => {
  const id = confirmedPayment(stage.bench);
  stage.visit.resume(id, 'ar');
  return id;
};
const open = (): IntentProblem | null => stage.visit.intent({ do: 'sendReceipt' });
const to = (typed: string): IntentProblem | null => stage.visit.intent({ do: 'sendTo', typed });
const by = (channel: MessageChannel, remind = false): IntentProblem | null =>
  stage.visit.intent({ do: 'sendBy', channel, remind });

test('by what, to where, stored, and back at the outcome with a masked address', () => {
  const paymentId = afterPayment();
  expect(open()).toBeNull();
  expect(by('sms')).toBeNull();
  expect(to(PHONE)).toBeNull();
  expect(stage.visit.position()).toMatchObject({
    at: 'outcome',
    sent: [{ channel: 'sms', masked: '********456' }],
  });
  expect(JSON.stringify(stage.visit.position())).not.toContain(PHONE);
  const [id, ...more] = waiting.ids();
  expect(more).toEqual([]);
  expect(id === undefined ? null : waiting.read(id)).toMatchObject({
    paymentId,
    to: { channel: 'sms', address: `+973${PHONE}` },
    language: 'ar',
    remind: false,
  });
  expect(wakes).toBe(1);
});

test('a reminder goes with it only where it was asked for; where it can be, one channel is asked too', () => {
  channels = ['sms'];
  stage.services[0] = { ...ewa, reminders: true };
  afterPayment();
  open();
  expect(stage.visit.position()).toMatchObject({ at: 'sendReceipt', channel: null });
  by('sms', true);
  to(PHONE);
  const [id] = waiting.ids();
  expect(id === undefined ? null : waiting.read(id)).toMatchObject({ remind: true });
});

test('one channel alone is not asked for; back leads to the outcome', () => {
  channels = ['email'];
  afterPayment();
  open();
  expect(stage.visit.position()).toMatchObject({ at: 'sendReceipt', channel: 'email' });
  expect(by('sms')).toBe('notAllowed');
  expect(stage.visit.intent({ do: 'back' })).toBeNull();
  expect(at()).toBe('outcome');
});

test('what is no address is asked again; where nothing can be kept it is said', () => {
  afterPayment();
  open();
  by('sms');
  expect([to(' '), problem()]).toEqual([null, 'empty']);
  expect([to('17123456'), problem()]).toEqual([null, 'unreadable']);
  expect(waiting.ids()).toEqual([]);
  for (let sent = 0; sent < MOST_RECEIPT_MESSAGES; sent++) {
    to(PHONE);
    open();
    by('sms');
  }
  expect(at(), 'no more than so many').toBe('outcome');
  expect(open()).toBe('notAllowed');
  stage.visit.intent({ do: 'finish' });
  afterPayment();
  for (let sent = 0; sent < 2; sent++) {
    open();
    by('email');
    to('amina@example.com');
  }
  expect([at(), problem()]).toEqual(['sendReceipt', 'notStored']);
});

test('nothing where the money goes back, where nothing is offered, or elsewhere', () => {
  expect(open()).toBe('notOnThisScreen');
  expect(to(PHONE)).toBe('notOnThisScreen');
  stage.visit.resume(refusedPayment(stage.bench), 'en');
  expect([at(), open()]).toEqual(['outcome', 'notAllowed']);
  stage.visit.intent({ do: 'finish' });
  channels = [];
  afterPayment();
  expect(open()).toBe('notAllowed');
});

test('the visit ends from here as from the outcome, and nothing of the address stays', () => {
  const id = afterPayment();
  open();
  by('sms');
  expect(stage.visit.intent({ do: 'startOver' })).toBeNull();
  expect(at()).toBe('attract');
  expect(stage.bench.journal.payment(id as never)?.visitEnded).toBe(true);
});
