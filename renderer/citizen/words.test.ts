import { describe, expect, it } from 'vitest';
import { noticeKindSchema, outcomeKindSchema, type Screen } from '../../contract/view.ts';
import { translator } from '../i18n.ts';
import { EWA, PAYMENT_ID, SHORT_ID, SLIP_URL, fils } from '../testing/samples.ts';
import { printerWorks, readerWorks } from './device-notes.tsx';
import { noticeAct } from './notice-acts.ts';
import { amountMeaning, mayPrintAgain, showsQr } from './outcome-words.ts';
import { digitsWanted, insideSentence } from './reference-words.ts';

const outcome = (change: Partial<Screen & { name: 'outcome' }>): Screen & { name: 'outcome' } => ({
  name: 'outcome',
  paymentId: PAYMENT_ID,
  shortId: SHORT_ID,
  kind: 'paid',
  state: 'posted',
  totalFils: fils(12_500),
  scheme: 'VISA',
  lastFour: '4242',
  receipt: 'printed',
  slipUrl: SLIP_URL,
  queuedUntil: null,
  queuedHours: null,
  ...change,
});

describe('the outcome', () => {
  it('shows the QR where paper is not sure or the payment is not over', () => {
    expect(showsQr(outcome({}))).toBe(false);
    expect(showsQr(outcome({ receipt: 'printing' }))).toBe(false);
    for (const receipt of ['none', 'unknown', 'failed'] as const)
      expect(showsQr(outcome({ receipt })), receipt).toBe(true);
    expect(showsQr(outcome({ kind: 'queued' }))).toBe(true);
    expect(showsQr(outcome({ receipt: 'none', slipUrl: null }))).toBe(false);
  });

  it('prints again only where the paper failed or nobody knows', () => {
    expect(mayPrintAgain(outcome({ receipt: 'printed' }))).toBe(false);
    expect(mayPrintAgain(outcome({ receipt: 'printing' }))).toBe(false);
    expect(mayPrintAgain(outcome({ receipt: 'failed' }))).toBe(true);
    expect(mayPrintAgain(outcome({ receipt: 'unknown', slipUrl: null }))).toBe(false);
  });

  it('calls no amount paid that was not charged', () => {
    const paid = outcomeKindSchema.options.filter((kind) => amountMeaning(kind) === 'paid');
    expect(paid).toEqual(['paid', 'queued', 'needsStaff']);
  });
});

describe('a notice', () => {
  it('always has an act that the engine allows', () => {
    for (const kind of noticeKindSchema.options) {
      expect(noticeAct(kind, { canRetry: false, canGoBack: false }).do, kind).toBe('startOver');
    }
    expect(noticeAct('unknownReference', { canRetry: false, canGoBack: true }).do).toBe('back');
    expect(noticeAct('gatewayAway', { canRetry: true, canGoBack: true }).do).toBe('retry');
    expect(noticeAct('nothingDue', { canRetry: true, canGoBack: true }).do).toBe('startOver');
  });
});

describe('the words of a reference', () => {
  it('fit inside a sentence without breaking abbreviations', () => {
    expect(insideSentence('Account number')).toBe('account number');
    expect(insideSentence('CR number')).toBe('CR number');
    expect(insideSentence('رقم الحساب')).toBe('رقم الحساب');
  });

  it('count in Arabic by its plural forms', () => {
    const count = (digits: number): string =>
      digitsWanted({ ...EWA.reference, minDigits: digits, maxDigits: digits }, translator('ar'));
    expect([1, 2, 9, 11].map(count)).toEqual(['خانة واحدة', 'خانتين', '9 خانات', '11 خانة']);
    expect(digitsWanted({ ...EWA.reference, minDigits: 6 }, translator('ar'))).toBe(
      '6 إلى 10 خانات',
    );
    expect(digitsWanted({ ...EWA.reference, minDigits: 6 }, translator('en'))).toBe(
      '6 to 10 digits',
    );
  });
});

describe('the devices', () => {
  const printer = {
    state: 'online',
    paper: 'full',
    coverOpen: false,
    media: null,
    receiptsLeft: null,
  } as const;
  it('work or not, as a citizen means it', () => {
    expect(printerWorks({ printer: { ...printer, paper: 'low' } })).toBe(true);
    expect(printerWorks({ printer: { ...printer, paper: 'out' } })).toBe(false);
    expect(printerWorks({ printer: { ...printer, coverOpen: true } })).toBe(false);
    expect(readerWorks({ terminal: { state: 'deviceBusy' } })).toBe(true);
    expect(readerWorks({ terminal: { state: 'offline' } })).toBe(false);
  });
});
