/** The paper that reminds of what could not be paid: nothing personal, nothing that was charged. */
import type { NoticeKind, ReceiptStatus } from '../../contract/view.ts';
import { maskReference } from '../../contract/digits.ts';
import { wholeLabel } from '../../contract/asked-for.ts';
import { isBilled } from '../../contract/catalogue.ts';
import type { ReminderFacts } from '../receipts/reminder.ts';
import type { Position } from './position.ts';

type Notice = Extract<Position, { at: 'notice' }>;

/** What passes by itself, so that coming back helps. */
const PASSES: readonly NoticeKind[] = [
  'gatewayAway',
  'gatewayTrouble',
  'onlineOnly',
  'needsSignedBill',
  'exposureCap',
  'clockUnsure',
  'lookupExpired',
  'billCodeExpired',
];

/** Where its paper stands; `null`: none is offered here. */
export const reminderOf = (notice: Notice, printerWorks: boolean): ReceiptStatus | null => {
  if (notice.service === null || !PASSES.includes(notice.kind)) return null;
  return notice.reminder ?? (printerWorks ? 'none' : null);
};

export const reminderFacts = (
  { service, reference }: Notice,
  kiosk: Omit<ReminderFacts, 'kind' | 'service' | 'ministry' | 'reference'>,
): ReminderFacts | null =>
  service === null
    ? null
    : {
        ...kiosk,
        kind: 'reminder',
        service: service.title,
        ministry: service.ministry,
        reference:
          reference === undefined || !isBilled(service)
            ? null
            : { label: wholeLabel(service), masked: maskReference(reference) },
      };
