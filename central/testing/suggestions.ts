import { randomBytes } from 'node:crypto';
import { makeUuid7 } from '../../contract/ids.ts';
import { makeTrackingNumber, type Suggestion } from '../../contract/tawasul.ts';

export const SAMPLE_TEXT = 'إنارة الشارع 2825 مطفأة منذ شهر.\nThe lights are out.';
export const SAMPLE_PHONE = '36123456';

/** A complaint with a fresh id and tracking number. */
export const sampleSuggestion = (
  more: Partial<Suggestion> = {},
): { readonly id: string; readonly content: Suggestion } => ({
  id: makeUuid7(Date.UTC(2026, 10, 22, 9, 59), randomBytes),
  content: {
    trackingNumber: makeTrackingNumber(randomBytes),
    kind: 'complaint',
    ministryId: 'works',
    text: SAMPLE_TEXT,
    phone: SAMPLE_PHONE,
    language: 'ar',
    writtenAt: '2026-11-22T09:59:00.000Z',
    ...more,
  },
});
