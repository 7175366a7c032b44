/** From facts to a document: what the receipt says. */
import { namedNumbers } from '../../contract/asked-for.ts';
import type { Bilingual } from '../../contract/language.ts';
import { filsDigits, type Fils } from '../../contract/money.ts';
import { bahrainTime } from './bahrain-time.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import type { ReceiptFacts, ReceiptKind, ReceiptLine } from './facts.ts';
import { bothTexts, type ReceiptTextKey } from './texts.ts';

type KindTexts = {
  readonly title: ReceiptTextKey;
  readonly amount: ReceiptTextKey;
  readonly headline: ReceiptTextKey;
  readonly meaning: ReceiptTextKey | null;
  readonly scan: ReceiptTextKey;
};

const TEXTS: Readonly<Record<ReceiptKind, KindTexts>> = {
  final: {
    title: 'titleFinal',
    amount: 'amountPaid',
    headline: 'stateFinal',
    meaning: null,
    scan: 'scanFinal',
  },
  queued: {
    title: 'titleQueued',
    amount: 'amountPaid',
    headline: 'stateQueued',
    meaning: 'meaningQueued',
    scan: 'scanQueued',
  },
  checking: {
    title: 'titleChecking',
    amount: 'amountChecking',
    headline: 'stateChecking',
    meaning: 'meaningChecking',
    scan: 'scanChecking',
  },
  refused: {
    title: 'titleRefused',
    amount: 'amountRefused',
    headline: 'stateRefused',
    meaning: 'meaningRefused',
    scan: 'scanRefused',
  },
  reversed: {
    title: 'titleReversed',
    amount: 'amountReversed',
    headline: 'stateReversed',
    meaning: 'meaningReversed',
    scan: 'scanReversed',
  },
};

/** Thanks would mock whoever did not get what they paid for. */
const THANKED: readonly ReceiptKind[] = ['final', 'queued'];

/** The same in both languages, so that the amount can be found on any receipt. */
const money = (amount: Fils): string => `BHD ${filsDigits(amount)}`;

const field = (label: ReceiptTextKey, value: string | null | undefined): ReceiptBlock[] =>
  value === null || value === undefined || value === ''
    ? []
    : [{ kind: 'field', label: bothTexts(label), value }];

const cardText = (facts: ReceiptFacts): string | null => {
  if (facts.scheme === null) return null;
  return facts.lastFour === null ? facts.scheme : `${facts.scheme} **** ${facts.lastFour}`;
};

/** A text that stands above already is not said again. */
const unlessSaid = (text: Bilingual, said: readonly Bilingual[]): ReceiptBlock[] =>
  said.some(({ ar, en }) => ar === text.ar && en === text.en) ? [] : [{ kind: 'pair', text }];

const lineBlocks = (line: ReceiptLine, facts: ReceiptFacts): readonly ReceiptBlock[] => [
  ...unlessSaid(line.title, [facts.service]),
  ...unlessSaid(line.detail, [facts.service, line.title]),
  ...(line.reference === ''
    ? []
    : namedNumbers(line.referenceLabel, line.reference).map(
        (named) => ({ kind: 'field', ...named }) as const,
      )),
  ...(facts.lines.length === 1 ? [] : field('lineAmount', money(line.amountFils))),
  ...field('posting', line.postingNumber),
];

/** A slip that is not the receipt people expect says so before anything else. */
const stateBlocks = (facts: ReceiptFacts): readonly ReceiptBlock[] => {
  const { headline, meaning } = TEXTS[facts.kind];
  return [
    {
      kind: 'state',
      headline: bothTexts(headline),
      meaning: meaning === null ? null : bothTexts(meaning),
    },
    ...deadline(facts),
  ];
};

const deadline = ({ queuedUntil, queuedHours }: ReceiptFacts): ReceiptBlock[] => {
  if (queuedUntil !== null) return field('until', bahrainTime(queuedUntil));
  if (queuedHours === null || queuedHours === undefined) return [];
  return [{ kind: 'pair', text: bothTexts('untilHours', { hours: String(queuedHours) }) }];
};

export const composeReceipt = (facts: ReceiptFacts): ReceiptDocument => {
  const texts = TEXTS[facts.kind];
  const final = facts.kind === 'final';
  const blocks: readonly ReceiptBlock[] = [
    { kind: 'emblem' },
    { kind: 'heading', text: facts.ministry },
    { kind: 'pair', text: facts.service },
    { kind: 'title', text: bothTexts(texts.title), copy: facts.copy ? bothTexts('copy') : null },
    ...(final ? [] : stateBlocks(facts)),
    ...(final ? [] : [{ kind: 'rule' } as const]),
    ...field('name', facts.payerName),
    ...facts.lines.flatMap((line, i) => [
      ...(i === 0 ? [] : [{ kind: 'rule' } as const]),
      ...lineBlocks(line, facts),
    ]),
    { kind: 'amount', label: bothTexts(texts.amount), value: money(facts.totalFils) },
    ...field('date', bahrainTime(facts.date)),
    ...(facts.dateUnverified === true
      ? [{ kind: 'pair', text: bothTexts('dateUnverified') } as const]
      : []),
    ...field('card', cardText(facts)),
    ...field('authorisation', facts.authorisationCode),
    ...field('payment', facts.shortPaymentId),
    { kind: 'field', label: facts.place, value: facts.kioskId },
    ...(final ? stateBlocks(facts) : []),
    ...(facts.slipUrl === null
      ? []
      : [{ kind: 'qr', data: facts.slipUrl, caption: bothTexts(texts.scan) } as const]),
    ...(THANKED.includes(facts.kind)
      ? [{ kind: 'closing', text: bothTexts('thanks') } as const]
      : []),
  ];
  return { language: facts.language, blocks };
};
