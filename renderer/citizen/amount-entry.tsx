import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { MoneyEntry } from './money-entry.tsx';

/** An amount that nobody bills. */
export const AmountEntry = ({
  screen,
}: {
  readonly screen: Screen & { name: 'amount' };
}): ReactNode => {
  const { t, language } = useKiosk();
  return (
    <MoneyEntry
      screen={screen}
      stepFils={screen.service.amount.stepFils}
      step={2}
      of={3}
      title={t('amount.title')}
      about={pick(screen.service.title, language)}
      lede={() => null}
      yours={t('amount.yours')}
      problemText={(problem, limits) => t(`amount.problem.${problem}`, limits)}
    />
  );
};
