import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Amount, Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { Frame } from '../design/frame.tsx';
import { PaperIcon } from '../design/icons.tsx';
import { Reference } from '../design/reference.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';

type Found = Screen & { name: 'receipt' };

export const FindingReceipt = (): ReactNode => {
  const { t } = useKiosk();
  return (
    <Frame title={t('findingReceipt.title')} canStartOver>
      <div className="searching">
        <PaperIcon size={160} />
      </div>
      <div className="said">
        <p>{t('searching.next')}</p>
      </div>
    </Frame>
  );
};

const Line = ({ line }: { readonly line: Found['lines'][number] }): ReactNode => {
  const { t, language } = useKiosk();
  return (
    <li className="bill plain">
      <span>
        <span className="bill-title">{pick(line.title, language)}</span>
        <span className="bill-detail">
          <Reference>{line.reference}</Reference>
        </span>
        <span className="bill-detail">
          {line.postingNumber === null ? (
            t('receipt.refused')
          ) : (
            <>
              {t('receipt.posting')} <Reference>{line.postingNumber}</Reference>
            </>
          )}
        </span>
      </span>
      <Amount fils={line.amountFils} language={language} size="medium" />
    </li>
  );
};

/** A receipt that its slip found again, at whichever kiosk it was paid. */
export const ReceiptFound = ({ screen }: { readonly screen: Found }): ReactNode => {
  const { t, language, send } = useKiosk();
  const refused = screen.lines.some((line) => line.status === 'refused');
  return (
    <Frame
      title={t('receipt.title')}
      canStartOver={false}
      cost={<Cost label={t('outcome.amount.paid')} fils={screen.totalFils} language={language} />}
      lede={
        <div className="said">
          <p>
            {t('receipt.paidAt', { when: formatMoment(screen.paidAt, language) })}
            {' · '}
            <Reference>
              {screen.lastFour === null
                ? screen.scheme
                : `${screen.scheme} ···· ${screen.lastFour}`}
            </Reference>
          </p>
          <p>
            {t('outcome.shortId')} <Reference>{screen.shortId}</Reference>
          </p>
          {refused && <p>{t('receipt.refusedNext')}</p>}
          {screen.receipt !== 'none' && <p role="status">{t(`receipt.paper.${screen.receipt}`)}</p>}
        </div>
      }
      acts={
        <>
          {screen.canPrint && (
            <Button
              say="print"
              onPress={() => {
                send({ do: 'printReceipt' });
              }}
            >
              {t('receipt.print')}
            </Button>
          )}
          <Button
            main
            say="finish"
            onPress={() => {
              send({ do: 'finish' });
            }}
          >
            {t('outcome.finish')}
          </Button>
        </>
      }
    >
      <ScrollList label={t('receipt.lines')} more={t('frame.more')}>
        <ul className="cards">
          {screen.lines.map((line) => (
            <Line key={line.lineId} line={line} />
          ))}
        </ul>
      </ScrollList>
    </Frame>
  );
};
