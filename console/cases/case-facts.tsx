import type { ReactNode } from 'react';
import type { CasePage } from '../../contract/console-cases.ts';
import { useWords, type Words } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { momentText } from '../times.ts';

type Fact = readonly [name: string, value: string];
type Asked = NonNullable<CasePage['asked']>;

/** A transaction as the terminal named it. */
const atTerminal = (seen: Asked['before']): string =>
  seen === null
    ? ''
    : `${seen.terminalId} / ${seen.trace} / ${seen.receiptNumber} · ${seen.terminalDate} ${seen.terminalTime} · ${largeDinars(seen.amountFils)}`;

const ofQuestion = (asked: Asked, { cases: words, payments }: Words): readonly Fact[] => [
  [payments.field.kiosk, asked.kioskId],
  [payments.field.amount, largeDinars(asked.amountFils)],
  [words.fact.since, momentText(asked.since)],
  [words.fact.why, asked.why ?? words.fact.nothing],
  [words.fact.approved, atTerminal(asked.approved) || words.fact.nothing],
  [
    words.fact.seen,
    asked.seen === null
      ? asked.terminalAnswered
        ? words.fact.couldNotTell
        : words.fact.neverAnswered
      : atTerminal(asked.seen),
  ],
  [words.fact.before, atTerminal(asked.before) || words.fact.nothing],
  [
    words.fact.replies,
    asked.replies
      .map(({ kind, code }) => (code === null ? kind : `${kind} ${String(code)}`))
      .join(' → ') || words.fact.nothing,
  ],
];

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);

/** What is known: of a kiosk's question in words, of any other case as it was found. */
export const CaseFacts = ({ page }: { readonly page: CasePage }): ReactNode => {
  const words = useWords();
  const facts: readonly Fact[] =
    page.asked === null
      ? Object.entries(page.found ?? {}).map(([name, value]) => [name, plain(value)])
      : ofQuestion(page.asked, words);
  return (
    <dl className="payment-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="digits">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
};
