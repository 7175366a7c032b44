import type { ReactNode } from 'react';
import { normaliseDigits } from '../../contract/digits.ts';
import { formatFils, MAX_FILS, type Fils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { useTyping } from './typed-field.tsx';
import { TypedQuestion } from './typed-question.tsx';

/** As many digits as the largest amount has. */
const mostDigits = (maxFils: number, stepFils: number): number =>
  String(Math.floor(maxFils / stepFils)).length;

type Problem = NonNullable<(Screen & { name: 'amount' })['problem']>;

/** An amount typed in whole steps, shown as money while it grows. */
export const MoneyEntry = ({
  screen,
  stepFils,
  title,
  lede,
  yours,
  problemText,
  ...where
}: {
  readonly screen: Pick<Screen & { name: 'amount' }, 'minFils' | 'maxFils' | 'problem'>;
  readonly stepFils: number;
  readonly title: string;
  readonly lede: (fils: Fils) => ReactNode;
  readonly yours: string;
  readonly problemText: (
    problem: Problem,
    limits: { readonly least: string; readonly most: string },
  ) => string;
  readonly step: number;
  readonly of?: number;
  readonly about?: string;
}): ReactNode => {
  const { t, language, send } = useKiosk();
  const typing = useTyping('', mostDigits(screen.maxFils, stepFils), (next) =>
    normaliseDigits(next).replace(/^0+(?=[0-9])/u, ''),
  );
  const { typed } = typing;
  const fils = Math.min(
    /^[0-9]{1,9}$/u.test(typed) ? Number(typed) * stepFils : 0,
    MAX_FILS,
  ) as Fils;
  const limits = {
    least: formatFils(screen.minFils, language),
    most: formatFils(screen.maxFils, language),
  };
  return (
    <TypedQuestion
      {...where}
      title={title}
      lede={lede(fils)}
      cost={<Cost label={yours} fils={fils} language={language} />}
      canStartOver
      keys="digits"
      typing={typing}
      label={yours}
      helpId="amount-help"
      problem={screen.problem === null ? null : problemText(screen.problem, limits)}
      act={{ say: 'continue', text: t('amount.continue') }}
      onSubmit={() => {
        send({ do: 'enterAmount', typed });
      }}
    >
      <p id="amount-help">
        {stepFils === 1000 && <>{t('amount.wholeDinars')} </>}
        {t('amount.range', limits)}
      </p>
    </TypedQuestion>
  );
};
