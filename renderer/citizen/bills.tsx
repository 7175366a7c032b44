import { useState, type ReactNode } from 'react';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { wholeLabel } from '../../contract/asked-for.ts';
import { sumFils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { Reference } from '../design/reference.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { BillChoice } from './bill-card.tsx';

/** Everything due is chosen to begin with; the person leaves out what is not for today. */
export const Bills = ({ screen }: { readonly screen: Screen & { name: 'bills' } }): ReactNode => {
  const { t, language, send } = useKiosk();
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const chosen = screen.bills.filter(({ billId }) => !leftOut.includes(billId));
  // Of one bill at a time: of several nobody could say which part is of which.
  const part =
    chosen.length === 1 ? screen.inParts.find((id) => id === chosen[0]?.billId) : undefined;
  return (
    <Frame
      step={3}
      about={pick(screen.service.title, language)}
      title={t('bills.title')}
      canStartOver
      lede={
        <>
          <p>
            {pick(wholeLabel(screen.service), language)}{' '}
            <strong>
              <Reference>{screen.reference}</Reference>
            </strong>
            {screen.payerName !== null && (
              <>
                {' · '}
                <bdi>{pick(screen.payerName, language)}</bdi>
              </>
            )}
          </p>
          <p>
            {t('bills.found', { count: screen.bills.length })}
            {' · '}
            <span role="status">{t('bills.chosen', { count: chosen.length })}</span>
          </p>
        </>
      }
      cost={
        <Cost
          label={t('bills.total')}
          fils={sumFils(chosen.map(({ amountFils }) => amountFils))}
          language={language}
        />
      }
      acts={
        <Button
          main
          say="continue"
          disabled={chosen.length === 0}
          onPress={() => {
            send({ do: 'chooseBills', billIds: chosen.map(({ billId }) => billId) });
          }}
        >
          {t('bills.continue')}
        </Button>
      }
    >
      <ScrollList label={t('bills.list')} more={t('frame.more')}>
        <CheckboxGroup
          aria-label={t('bills.title')}
          className="cards"
          value={chosen.map(({ billId }) => billId)}
          onChange={(ids) => {
            setLeftOut(
              screen.bills.map(({ billId }) => billId).filter((billId) => !ids.includes(billId)),
            );
          }}
        >
          {screen.bills.map((bill) => (
            <BillChoice key={bill.billId} bill={bill} />
          ))}
        </CheckboxGroup>
      </ScrollList>
      {part !== undefined && (
        <Button
          say="part"
          onPress={() => {
            send({ do: 'choosePart', billId: part });
          }}
        >
          {t('bills.part')}
        </Button>
      )}
      {chosen.length === 0 && <p role="status">{t('bills.noneChosen')}</p>}
    </Frame>
  );
};
