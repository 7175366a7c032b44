import { message, type Apdu } from './apdu.ts';
import { CARDS } from './cards.ts';
import { ascii, container, tlv } from './fields.ts';
import type { EndOfDay, Transaction } from './memory.ts';
import type { Registration } from './registered.ts';

/** Attribute bits of `06 D1` and tag 09 (ZVT digest §6.5). */
const CENTRED = 0x40;
const LAST_LINE = 0x81;

/** Tag 1F07. */
export const RECEIPT = { customer: 0x02, administration: 0x03 } as const;

type Line = { readonly attribute: number; readonly text: string };

const dinars = (fils: number): string =>
  `${Math.floor(fils / 1000)}.${String(fils % 1000).padStart(3, '0')}`;

const moment = (date: string, time: string): string =>
  `${date.slice(2)}.${date.slice(0, 2)}. ${time.slice(0, 2)}:${time.slice(2, 4)}`;

/** The customer's copy. */
export const receiptLines = (transaction: Transaction, terminalId: string): readonly Line[] => {
  const { amountFils, kind, trace, receipt, date, time, authorisationCode } = transaction;
  const card = CARDS[transaction.card];
  return [
    { attribute: CENTRED, text: kind === 'payment' ? 'CARD PAYMENT' : 'REVERSAL' },
    { attribute: 0, text: `Terminal ${terminalId}` },
    { attribute: 0, text: `Receipt ${receipt}  Trace ${trace}` },
    { attribute: 0, text: moment(date, time) },
    { attribute: 0, text: `${card.label} ************${card.pan.slice(-4)}` },
    { attribute: 0, text: `Authorisation ${authorisationCode}` },
    { attribute: CENTRED, text: `BHD ${dinars(amountFils)}` },
    { attribute: LAST_LINE, text: '' },
  ];
};

export const endOfDayLines = (day: EndOfDay, terminalId: string): readonly Line[] => [
  { attribute: CENTRED, text: 'END OF DAY' },
  { attribute: 0, text: `Terminal ${terminalId}` },
  { attribute: 0, text: moment(day.date, day.time) },
  ...day.totals.map(({ card, count, sumFils }) => ({
    attribute: 0,
    text: `${CARDS[card].label} ${count} BHD ${dinars(sumFils)}`,
  })),
  { attribute: LAST_LINE, text: '' },
];

const LINES_IN_A_BLOCK = 3;

/** As `06 D3` blocks of a few lines where the till listed that command, else as one `06 D1` a line. */
export const textMessages = (
  lines: readonly Line[],
  receipt: number,
  { takesBlocks }: Pick<Registration, 'takesBlocks'>,
): readonly Apdu[] => {
  if (!takesBlocks)
    return lines.map(({ attribute, text }) => message(0x06d1, attribute, ...ascii(text)));
  const blocks: (readonly Line[])[] = [];
  for (let at = 0; at < lines.length; at += LINES_IN_A_BLOCK)
    blocks.push(lines.slice(at, at + LINES_IN_A_BLOCK));
  return blocks.map((block) => {
    const texts = block.flatMap(({ attribute, text }) => [
      ...tlv(0x09, [attribute]),
      ...tlv(0x07, ascii(text)),
    ]);
    return message(0x06d3, ...container(tlv(0x1f07, [receipt]), tlv(0x25, texts)));
  });
};
