import type { Bilingual } from '../../contract/language.ts';
import type { NewBill } from '../database/schema.ts';
import { electricityBill, trafficFine } from './bill-texts.ts';
import { maskedName } from './masked-name.ts';
import { billsOf, OTHER_STORIES } from './other-bills.ts';

export type DemoAccount = {
  readonly serviceId: string;
  readonly reference: string;
  readonly payerName: Bilingual;
  readonly bills: readonly NewBill[];
};

/** The accounts with a story; every name is made up and masked. */
const STORIES: readonly DemoAccount[] = [
  ewa('12345678', 'A*** M***', [electricityBill('12345678', 0, 32_569)]),
  ewa('20000000', 'F*** H***', []),
  ewa('30000001', 'K*** S***', [electricityBill('30000001', 0, 18_240)]),
  ewa('30000002', 'N*** J***', [
    { ...electricityBill('30000002', 0, 27_115), rival_pays_first: true },
  ]),
  // For every way in which charged money goes back: refused whole, and refused in part.
  ...Array.from({ length: 20 }, (_, index) => {
    const account = String(30_000_010 + index);
    return ewa(account, 'B*** T***', [
      { ...electricityBill(account, 0, 21_001 + index), rival_pays_first: true },
    ]);
  }),
  ...Array.from({ length: 20 }, (_, index) => {
    const account = String(30_000_030 + index);
    return ewa(account, 'Z*** R***', [
      electricityBill(account, 0, 9_001 + index),
      { ...electricityBill(account, 1, 8_001 + index), rival_pays_first: true },
    ]);
  }),
  traffic('900101123', 'M*** A***', [
    trafficFine('900101123', '26-0481375', 'speeding', 50_000),
    trafficFine('900101123', '26-0502218', 'parking', 20_000),
  ]),
  traffic('900101124', 'S*** Y***', [trafficFine('900101124', '26-0497603', 'telephone', 50_000)]),
  traffic('900101125', 'H*** R***', []),
  ...OTHER_STORIES.map((story) => ({
    serviceId: story.serviceId,
    reference: story.reference,
    payerName: maskedName(story.payerName),
    bills: billsOf(story),
  })),
];

/** Bills that stand held by another kiosk for ever. */
export const HELD_ELSEWHERE: readonly string[] = ['EWA-2610-30000001'];

const FIRST_ORDINARY = 10_000_001;
export const ORDINARY_ACCOUNTS = 500;
const NAMES = 'ABDFGHJKMNRSTYZ';

/** Accounts 10000001 …: each with one or two bills, the amounts different to the fils. */
const ordinary = (index: number): DemoAccount => {
  const account = String(FIRST_ORDINARY + index);
  // 7919 and 6007 are prime to the ranges: no two accounts owe the same in one month.
  const latest = 4_001 + ((index * 7_919) % 95_989);
  const older = 2_003 + ((index * 6_007) % 60_013);
  const name = `${NAMES[index % NAMES.length] ?? 'A'}*** ${NAMES[(index * 7 + 3) % NAMES.length] ?? 'M'}***`;
  return ewa(account, name, [
    electricityBill(account, 0, latest),
    ...(index % 2 === 1 ? [electricityBill(account, 1, older)] : []),
  ]);
};

/** Everything the demonstration knows, with so many ordinary accounts. */
export const demoAccounts = (ordinaryAccounts: number): readonly DemoAccount[] => [
  ...STORIES,
  ...Array.from({ length: ordinaryAccounts }, (_, index) => ordinary(index)),
];

function ewa(reference: string, name: string, bills: readonly NewBill[]): DemoAccount {
  return { serviceId: 'ewa', reference, payerName: maskedName(name), bills };
}

function traffic(reference: string, name: string, bills: readonly NewBill[]): DemoAccount {
  return { serviceId: 'traffic', reference, payerName: maskedName(name), bills };
}
