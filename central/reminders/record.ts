import { createHash } from 'node:crypto';
import {
  makeCheckedCode,
  makeUuid7,
  readCheckedCode,
  type RandomBytes,
} from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import type { MessageAddress } from '../../contract/receipt-message.ts';
import { DAY_MS } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import type { ReminderSeal } from './seal.ts';

/** Whoever still wants it after a year asks again. */
const KEPT_DAYS = 366;
/** 60 bits, and a character that checks them. */
const STOP_CHARACTERS = 12;

export type ReminderDeps = { readonly seal: ReminderSeal; readonly random: RandomBytes };

const stopHash = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Reminds of what these references owe next, for a year; asked again it begins anew. */
export const recordReminders = async (
  transaction: DatabaseTransaction,
  lines: readonly { readonly serviceId: string; readonly reference: string }[],
  to: MessageAddress,
  language: Language,
  nowMs: number,
  { seal, random }: ReminderDeps,
): Promise<void> => {
  for (const { serviceId, reference } of lines) {
    const reminderId = makeUuid7(nowMs, random);
    const stopCode = makeCheckedCode(random, STOP_CHARACTERS);
    const ends = { ends_at_ms: nowMs + KEPT_DAYS * DAY_MS };
    await transaction
      .insertInto('due_reminder')
      .values({
        reminder_id: reminderId,
        service_id: serviceId,
        channel: to.channel,
        language,
        sealed: seal.seal(reminderId, { reference, address: to.address, stopCode }),
        same_sha256: seal.sameAs(serviceId, reference, to.address),
        stop_sha256: stopHash(stopCode),
        told_until: null,
        next_check_ms: nowMs + DAY_MS,
        ...ends,
      })
      .onConflict((conflict) => conflict.column('same_sha256').doUpdateSet({ ...ends, language }))
      .execute();
  }
};

/** Ends the reminder under this code, for ever; whether there was one. */
export const stopReminder = async (db: Database, typed: string): Promise<boolean> => {
  const code = readCheckedCode(typed.slice(0, 100), STOP_CHARACTERS);
  if (code === null) return false;
  const { numDeletedRows } = await db
    .deleteFrom('due_reminder')
    .where('stop_sha256', '=', stopHash(code))
    .executeTakeFirst();
  return numDeletedRows === 1n;
};
