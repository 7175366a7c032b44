import type { ReactNode } from 'react';
import { formatFils, type Fils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { pick } from '../i18n.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { MoneyEntry } from './money-entry.tsx';

/** How much of a bill is paid now; what is left is said while it is typed. */
export const PartEntry = ({
  screen,
}: {
  readonly screen: Screen & { name: 'part' };
}): ReactNode => {
  const { t, language } = useKiosk();
  const { bill, service } = screen;
  return (
    <MoneyEntry
      screen={screen}
      stepFils={service.partial?.stepFils ?? 1}
      step={3}
      about={pick(service.title, language)}
      title={t('part.title')}
      lede={(fils) => (
        <>
          <p>{t('part.of', { amount: formatFils(bill.amountFils, language) })}</p>
          {fils > 0 && fils < bill.amountFils && (
            <p role="status">
              {t('part.rest')}{' '}
              <strong>{formatFils((bill.amountFils - fils) as Fils, language)}</strong>
            </p>
          )}
        </>
      )}
      yours={t('part.yours')}
      problemText={(problem, limits) => t(`part.problem.${problem}`, limits)}
    />
  );
};
