/** A citizen of whom nothing could be anybody else's: every word and number is unmistakable. */
import { withTables } from '../../../central/database/open.ts';
import { pgliteDialect } from '../../../central/database/pglite.ts';

const PLATE = '718293';
const PERSONAL_NUMBER = '907315264';

/** What is typed, and what central knows of it. */
export const CANARY = {
  serviceId: 'vehicle-renewal',
  /** Typed into the search of the services, key by key. */
  searched: 'قمشصض',
  /** Typed first, and not known to anybody. */
  mistyped: { plate: '846159', personalNumber: '902468135' },
  plate: PLATE,
  personalNumber: PERSONAL_NUMBER,
  payerName: 'Q*** Zephyrwick',
  /** Typed key by key but for what comes after it, which has a key of its own. */
  mailbox: 'vexqwyzhud',
  mailAt: '@gmail.com',
  title: { ar: 'رسم الفرزدقية', en: 'Quillfeather fee' },
  detail: { ar: 'سيارة جلنارية لؤلؤية', en: 'Vermilion-pearl roadster' },
} as const;

const BILL = {
  bill_id: 'VRN-26-5530917',
  service_id: CANARY.serviceId,
  reference: `${PLATE}/${PERSONAL_NUMBER}`,
  amount_fils: 20_000,
  title_ar: CANARY.title.ar,
  title_en: CANARY.title.en,
  detail_ar: CANARY.detail.ar,
  detail_en: CANARY.detail.en,
  due_date: '2026-12-31',
};

/** Puts the account into central's embedded database in `folder`, before central is started. */
export const plantCanaries = async (folder: string): Promise<void> => {
  const db = await withTables(pgliteDialect(folder));
  await db
    .insertInto('account')
    .values({
      service_id: BILL.service_id,
      reference: BILL.reference,
      payer_name: CANARY.payerName,
      payer_name_ar: CANARY.payerName,
    })
    .execute();
  await db.insertInto('bill').values(BILL).execute();
  await db.destroy();
};

/** By name, as a failure shall say which it was. */
export type Canaries = Readonly<Record<string, string>>;

export const PERSONAL: Canaries = {
  'searched word': CANARY.searched,
  'mistyped plate': CANARY.mistyped.plate,
  'mistyped personal number': CANARY.mistyped.personalNumber,
  plate: CANARY.plate,
  'personal number': CANARY.personalNumber,
  'payer name': CANARY.payerName,
  mailbox: CANARY.mailbox,
  'Arabic title': CANARY.title.ar,
  'English title': CANARY.title.en,
  'Arabic detail': CANARY.detail.ar,
  'English detail': CANARY.detail.en,
};
