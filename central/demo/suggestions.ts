import { createHash } from 'node:crypto';
import { cleanSuggestion } from '../../contract/tawasul-text.ts';
import { makeTrackingNumber, type SuggestionId, type Suggestion } from '../../contract/tawasul.ts';
import { makeUuid7 } from '../../contract/ids.ts';
import { DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { type DueRule, recordSuggestion } from '../suggestions/record.ts';
import { answerSuggestion, closeSuggestion } from '../suggestions/settle.ts';
import { SAMPLE_MESSAGES, type SampleMessage } from './suggestion-texts.ts';

/** The same bytes at every start, so that what is there already is not written again. */
const bytesOf = (seed: string) => (count: number) =>
  createHash('sha256').update(seed).digest().subarray(0, count);
const FIRST_MS = Date.UTC(2026, 0, 1);
const idOf = (at: number): SuggestionId =>
  makeUuid7(FIRST_MS + at, bytesOf(`message ${String(at)}`)) as SuggestionId;
const DESK = 'Ali Mansoor';

const seedOne = async (
  db: Database,
  sample: SampleMessage,
  { at, nowMs, rule }: { readonly at: number; readonly nowMs: number; readonly rule: DueRule },
): Promise<void> => {
  const writtenMs = nowMs - sample.daysAgo * DAY_MS;
  const id = idOf(at);
  const content: Suggestion = {
    trackingNumber: makeTrackingNumber(bytesOf(`number ${String(at)}`)),
    kind: sample.kind,
    ministryId: sample.ministryId,
    text: cleanSuggestion(sample.text),
    phone: sample.phone ?? null,
    language: sample.language,
    writtenAt: new Date(writtenMs).toISOString(),
  };
  const taken = await recordSuggestion(db, `kiosk-${String(at + 1)}`, id, content, {
    nowMs: writtenMs,
    rule,
  });
  const { answer } = sample;
  if (!taken.ok || answer === undefined) return;
  const by = { by: DESK, nowMs: writtenMs + DAY_MS };
  await writing(db, by.nowMs, async (transaction) => {
    const answered = await answerSuggestion(transaction, id, { ...by, answer });
    if (answered.ok && sample.isClosed === true)
      await closeSuggestion(transaction, id, { ...by, because: answer });
  });
};

/** Made-up messages to the ministries, for the demonstration; once. */
export const seedSuggestions = async (
  db: Database,
  nowMs: number,
  rule: DueRule,
): Promise<void> => {
  const known = await db
    .selectFrom('suggestion')
    .select('suggestion_id')
    .where('suggestion_id', '=', idOf(0))
    .executeTakeFirst();
  if (known !== undefined) return;
  for (const [at, sample] of SAMPLE_MESSAGES.entries())
    await seedOne(db, sample, { at, nowMs, rule });
};
