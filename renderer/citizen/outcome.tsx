import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { FlagEdge } from '../design/flag-edge.tsx';
import { Frame } from '../design/frame.tsx';
import { PaperIcon } from '../design/icons.tsx';
import { Qr } from '../design/qr.tsx';
import { Reference } from '../design/reference.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { amountMeaning, mayPrintAgain, showsQr } from './outcome-words.ts';
import './outcome.css';

type Outcome = Screen & { name: 'outcome' };

const QR_PX = 320;

const Receipt = ({ screen }: { readonly screen: Outcome }): ReactNode => {
  const { t, view } = useKiosk();
  if (screen.slipUrl === null && screen.receipt === 'none') return null;
  const retracted = screen.receipt === 'printed' && view.printer.media === 'retracted';
  const withQr = retracted || showsQr(screen);
  const later = screen.kind === 'queued' || screen.kind === 'checking';
  return (
    <div className="receipt">
      {withQr && screen.slipUrl !== null ? (
        <Qr text={screen.slipUrl} label={t('outcome.receipt.qr')} size={QR_PX} />
      ) : (
        <PaperIcon size={112} />
      )}
      <div className="receipt-words">
        <p className="receipt-state" role="status">
          {t(`outcome.receipt.${retracted ? 'retracted' : screen.receipt}`)}
        </p>
        {withQr && <p>{t(later ? 'outcome.receipt.scanLater' : 'outcome.receipt.scan')}</p>}
      </div>
    </div>
  );
};

const Facts = ({ screen }: { readonly screen: Outcome }): ReactNode => {
  const { t } = useKiosk();
  return (
    <dl className="facts">
      <dt>{t('outcome.shortId')}</dt>
      <dd>
        <Reference>{screen.shortId}</Reference>
      </dd>
      {screen.scheme !== null && (
        <>
          <dt>{t('outcome.card')}</dt>
          <dd>
            <Reference>
              {screen.lastFour === null
                ? screen.scheme
                : `${screen.scheme} ···· ${screen.lastFour}`}
            </Reference>
          </dd>
        </>
      )}
    </dl>
  );
};

const sentWords = (last: NonNullable<Outcome['sent']>[number]) => {
  if (last.refused === true) return 'send.refused';
  return last.taken ? 'send.onItsWay' : 'send.later';
};

const Sent = ({ screen }: { readonly screen: Outcome }): ReactNode => {
  const { t } = useKiosk();
  const last = screen.sent?.at(-1);
  return last === undefined ? null : (
    <p className="receipt-sent" role="status">
      {t(sentWords(last))} <Reference>{last.to}</Reference>
    </p>
  );
};

/** What happened, what it means for the money, what next; then the receipt. */
export const OutcomeScreen = ({ screen }: { readonly screen: Outcome }): ReactNode => {
  const { t, language, send } = useKiosk();
  return (
    <Frame
      className="outcome"
      liveTitle
      canStartOver={amountMeaning(screen.kind) === 'due'}
      ornament={<FlagEdge width={96} depth={64} />}
      title={t(`outcome.kind.${screen.kind}.happened`)}
      cost={
        <Cost
          label={t(`outcome.amount.${amountMeaning(screen.kind)}`)}
          fils={screen.totalFils}
          language={language}
        />
      }
      lede={
        <div className="said">
          <p className="said-money">{t(`outcome.kind.${screen.kind}.money`)}</p>
          <p>
            {screen.kind === 'paid' && screen.ministry !== undefined
              ? t('outcome.recordedBy', { ministry: pick(screen.ministry, language) })
              : t(`outcome.kind.${screen.kind}.next`)}
          </p>
          {screen.queuedHours !== null && (
            <p>{t('outcome.queuedHours', { count: screen.queuedHours })}</p>
          )}
          {screen.queuedUntil !== null && (
            <p>{t('outcome.queuedUntil', { when: formatMoment(screen.queuedUntil, language) })}</p>
          )}
        </div>
      }
      acts={
        <>
          {screen.canSend === true && (
            <Button
              say="sendReceipt"
              onPress={() => {
                send({ do: 'sendReceipt' });
              }}
            >
              {t('send.open')}
            </Button>
          )}
          {mayPrintAgain(screen) && (
            <Button
              say="printAgain"
              onPress={() => {
                send({ do: 'printAgain' });
              }}
            >
              {t('outcome.printAgain')}
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
      <section className="receipt-panel">
        <Receipt screen={screen} />
        <Facts screen={screen} />
        <Sent screen={screen} />
      </section>
    </Frame>
  );
};
