import { useState, type ReactNode } from 'react';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { formatFils, sumFils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { Reference } from '../design/reference.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { BillChoice } from './bill-card.tsx';

/** All dues of whoever signed in, by ministry; everything is chosen to begin with. */
export const Dues = ({ screen }: { readonly screen: Screen & { name: 'dues' } }): ReactNode => {
  const { t, language, send } = useKiosk();
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const bills = screen.ministries.flatMap(({ groups }) => groups.flatMap((group) => group.bills));
  const chosen = bills.filter(({ billId }) => !leftOut.includes(billId));
  const total = chosen.length === 0 ? null : sumFils(chosen.map(({ amountFils }) => amountFils));
  const tooMuch = total !== null && total > screen.mostFils;
  return (
    <Frame
      step={3}
      title={t('dues.title')}
      lede={
        <p>
          <bdi>{pick(screen.maskedName, language)}</bdi>
          {' · '}
          {t('bills.found', { count: bills.length })}
          {' · '}
          <span role="status">{t('bills.chosen', { count: chosen.length })}</span>
        </p>
      }
      cost={<Cost label={t('bills.total')} fils={total ?? sumFils([])} language={language} />}
      acts={
        <>
          <Button
            say="signOut"
            onPress={() => {
              send({ do: 'startOver' });
            }}
          >
            {t('dues.signOut')}
          </Button>
          <Button
            main
            say="continue"
            disabled={total === null || tooMuch}
            onPress={() => {
              send({ do: 'chooseBills', billIds: chosen.map(({ billId }) => billId) });
            }}
          >
            {t('bills.continue')}
          </Button>
        </>
      }
    >
      <ScrollList label={t('bills.list')} more={t('frame.more')}>
        <CheckboxGroup
          aria-label={t('bills.title')}
          value={chosen.map(({ billId }) => billId)}
          onChange={(ids) => {
            setLeftOut(bills.map(({ billId }) => billId).filter((id) => !ids.includes(id)));
          }}
        >
          {screen.ministries.map(({ ministry, groups }) => (
            <section key={ministry.en} className="dues-ministry">
              <h2 className="section-title">{pick(ministry, language)}</h2>
              {groups.flatMap(({ service, reference, bills: own }) =>
                own.map((bill) => (
                  <BillChoice
                    key={bill.billId}
                    bill={bill}
                    over={
                      <>
                        {pick(service.title, language)}
                        {' · '}
                        <Reference>{reference}</Reference>
                      </>
                    }
                  />
                )),
              )}
            </section>
          ))}
        </CheckboxGroup>
      </ScrollList>
      {chosen.length === 0 && <p role="status">{t('bills.noneChosen')}</p>}
      {tooMuch && (
        <p role="status">{t('dues.tooMuch', { most: formatFils(screen.mostFils, language) })}</p>
      )}
    </Frame>
  );
};
