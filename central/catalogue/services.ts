import type { Service } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';

/** Grows with every change below; a kiosk never takes a lower one than it has. */
export const CATALOGUE_VERSION = 3;

const electricityAndWater: Service = {
  id: 'ewa',
  title: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' },
  ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
  icon: 'electricity',
  reference: {
    label: { ar: 'رقم الحساب', en: 'Account number' },
    help: {
      ar: 'ثمانية أرقام، تجدها أعلى فاتورتك.',
      en: 'Eight digits, at the top of your bill.',
    },
    example: '12345678',
    minDigits: 8,
    maxDigits: 8,
    kind: 'account',
  },
  // The bill's Code 128: EWA, the account, the month as YYYYMM.
  barcodes: [{ prefix: 'EWA', length: 17, from: 3, take: 8 }],
  limitFils: 1_000_000 as Fils,
  // Its newer paper carries a signed code; the keys that count are put in when the catalogue is issued.
  offline: { kind: 'signedBill', validForSeconds: 86_400, keys: [] },
};

const trafficFines: Service = {
  id: 'traffic',
  title: { ar: 'المخالفات المرورية', en: 'Traffic fines' },
  ministry: { ar: 'الإدارة العامة للمرور', en: 'General Directorate of Traffic' },
  icon: 'traffic',
  reference: {
    label: { ar: 'الرقم الشخصي', en: 'Personal number (CPR)' },
    help: {
      ar: 'تسعة أرقام، تجدها على بطاقة الهوية.',
      en: 'Nine digits, on your ID card.',
    },
    example: '900101123',
    minDigits: 9,
    maxDigits: 9,
    kind: 'personalNumber',
  },
  barcodes: [],
  limitFils: 500_000 as Fils,
  // A fine may cost less when paid early: what was looked up is soon out of date.
  offline: { kind: 'lookedUpOnly', validForSeconds: 3_600 },
};

const zakatAndDonations: Service = {
  id: 'zakat',
  title: { ar: 'الزكاة والصدقات', en: 'Zakat and donations' },
  ministry: { ar: 'صندوق الزكاة والصدقات', en: 'Zakat and Charity Fund' },
  icon: 'giving',
  amount: { kind: 'citizen', minFils: 1_000 as Fils, maxFils: 1_000_000 as Fils, stepFils: 1_000 },
  barcodes: [],
  limitFils: 1_000_000 as Fils,
  offline: {
    kind: 'citizenSetsAmount',
    caps: { paymentFils: 100_000 as Fils, storedFils: 1_000_000 as Fils },
  },
  again: { kind: 'after', seconds: 0 },
};

export const SERVICES: readonly Service[] = [electricityAndWater, trafficFines, zakatAndDonations];

export const isOffered = (serviceId: string, services = SERVICES): boolean =>
  services.some((service) => service.id === serviceId);
