import type { ReactNode } from 'react';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Reference } from '../design/reference.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { useTyping } from './typed-field.tsx';
import { TypedQuestion } from './typed-question.tsx';

type Asked = Screen & { name: 'askReceipt' };

/** With the strokes between. */
const MOST_NUMBER = 14;
const CARD_DIGITS = 4;
const HELP = 'receipt-help';

const PaymentNumber = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send, view } = useKiosk();
  const typing = useTyping('', MOST_NUMBER, (next) => next.toUpperCase().slice(0, MOST_NUMBER));
  return (
    <TypedQuestion
      title={t('askReceipt.number.title')}
      canStartOver
      lede={
        <p id={HELP}>
          {t(view.readers.code ? 'askReceipt.number.helpScan' : 'askReceipt.number.help')}
        </p>
      }
      keys="code"
      typing={typing}
      label={t('askReceipt.number.label')}
      helpId={HELP}
      problem={screen.problem === null ? null : t(`askReceipt.problem.${screen.problem}`)}
      act={{ say: 'continue', text: t('askReceipt.continue') }}
      onSubmit={() => {
        send({ do: 'receiptNumber', typed: typing.typed });
      }}
    />
  );
};

const CardDigits = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send } = useKiosk();
  const typing = useTyping('', CARD_DIGITS, (next) => normaliseDigits(next).slice(0, CARD_DIGITS));
  return (
    <TypedQuestion
      title={t('askReceipt.digits.title')}
      canStartOver
      lede={
        <>
          <p>
            {t('askReceipt.number.label')}{' '}
            <strong>
              <Reference>{screen.shortId ?? ''}</Reference>
            </strong>
          </p>
          <p id={HELP}>{t('askReceipt.digits.help')}</p>
        </>
      }
      keys="digits"
      typing={typing}
      label={t('askReceipt.digits.label')}
      helpId={HELP}
      problem={screen.problem === null ? null : t(`askReceipt.problem.${screen.problem}`)}
      act={{ say: 'continue', text: t('askReceipt.show') }}
      onSubmit={() => {
        send({ do: 'cardDigits', typed: typing.typed });
      }}
    />
  );
};

/** A receipt without its QR: the number on it, then the card's last four digits. */
export const AskReceipt = ({ screen }: { readonly screen: Asked }): ReactNode =>
  screen.step === 'number' ? <PaymentNumber screen={screen} /> : <CardDigits screen={screen} />;
