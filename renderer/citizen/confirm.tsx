import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Amount, Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { LinkDownIcon, PaperIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Reference } from '../design/reference.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { BillWords } from './bill-card.tsx';

type Confirmed = Screen & { name: 'confirm' };

const Whose = ({ line }: { readonly line: Confirmed['lines'][number] }): ReactNode => {
  const { language } = useKiosk();
  return (
    <>
      {pick(line.serviceTitle, language)}
      {' · '}
      <Reference>{line.reference}</Reference>
    </>
  );
};

/** The last screen before a card is asked for: everything that is known about the money and the paper. */
export const Confirm = ({ screen }: { readonly screen: Confirmed }): ReactNode => {
  const { t, language, send } = useKiosk();
  const free = screen.lines.every(({ reference }) => reference === '');
  return (
    <Frame
      step={free ? 3 : 4}
      of={free ? 3 : 4}
      title={t('confirm.title')}
      canStartOver
      cost={
        <Cost
          label={t(free ? 'confirm.amount' : 'confirm.due')}
          fils={screen.totalFils}
          language={language}
        />
      }
      aside={
        <>
          {screen.willQueue && (
            <Note icon={<LinkDownIcon />} strong>
              {t('confirm.willQueue')}
            </Note>
          )}
          {screen.paperReceipt ? (
            <Note icon={<PaperIcon />}>{t('confirm.paper')}</Note>
          ) : (
            <Note icon={<PaperIcon />} strong>
              {t('confirm.paperless')}
            </Note>
          )}
        </>
      }
      acts={
        <Button
          main
          say="pay"
          onPress={() => {
            send({ do: 'pay' });
          }}
        >
          {t('confirm.pay')}
          <Amount fils={screen.totalFils} language={language} size="medium" />
        </Button>
      }
    >
      <ScrollList label={t('confirm.list')} more={t('frame.more')}>
        <ul className="cards">
          {screen.lines.map((line) => (
            <li key={`${line.serviceId}/${line.bill.billId}`} className="bill plain">
              <BillWords
                bill={line.bill}
                dated={line.reference !== ''}
                {...(line.reference === '' ? {} : { over: <Whose line={line} /> })}
              />
              <Amount fils={line.bill.amountFils} language={language} size="medium" />
            </li>
          ))}
        </ul>
      </ScrollList>
    </Frame>
  );
};
