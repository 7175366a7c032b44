import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { formatDay, formatMoment } from '../../design/dates.ts';
import { Frame } from '../../design/frame.tsx';
import { Reference } from '../../design/reference.tsx';
import { ScrollList } from '../../design/scroll-list.tsx';
import { ServiceIcon } from '../../design/service-icon.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { pick } from '../../i18n.ts';
import { languageOf } from './language-of.ts';
import { useWish, type StepOf } from './use-tawasul.ts';

export const Asking = (): ReactNode => {
  const { t } = useKiosk();
  return (
    <Frame title={t('tawasul.asking')} canStartOver>
      <div className="searching">
        <ServiceIcon icon="letter" size={160} />
      </div>
      <div className="said">
        <p>{t('searching.next')}</p>
      </div>
    </Frame>
  );
};

/** How a message stands, and the answer where there is one. */
export const Status = ({ step }: { readonly step: StepOf<'status'> }): ReactNode => {
  const { t, language } = useKiosk();
  const wish = useWish();
  const { state, answer } = step;
  return (
    <Frame
      title={t(`tawasul.status.${state}`)}
      canStartOver
      lede={
        <div className="said">
          {step.ministry !== null && <p>{pick(step.ministry, language)}</p>}
          <p>
            {t('tawasul.sent.number')} <Reference>{step.trackingNumber}</Reference>
          </p>
          <p>{t('tawasul.status.received', { when: formatMoment(step.receivedAt, language) })}</p>
        </div>
      }
      acts={
        <Button
          main
          say="finish"
          onPress={() => {
            wish({ act: 'done' });
          }}
        >
          {t('outcome.finish')}
        </Button>
      }
    >
      {answer === null ? (
        <div className="said">
          <p className="said-money panel">
            {state === 'open'
              ? t('tawasul.status.openNext', { date: formatDay(step.dueOn, language) })
              : t('tawasul.status.closedNext')}
          </p>
        </div>
      ) : (
        <ScrollList label={t('tawasul.status.answer')} more={t('frame.more')}>
          <h2 className="section-title">{t('tawasul.status.answer')}</h2>
          <p className="panel tawasul-words" dir="auto" lang={languageOf(answer, language)}>
            {answer}
          </p>
        </ScrollList>
      )}
    </Frame>
  );
};

export const Trouble = ({ step }: { readonly step: StepOf<'trouble'> }): ReactNode => {
  const { t, send } = useKiosk();
  const wish = useWish();
  return (
    <Frame
      title={t(`tawasul.trouble.${step.why}.happened`)}
      canStartOver
      acts={
        <Button
          main
          say={step.canRetry ? 'retry' : 'reenter'}
          onPress={() => {
            if (step.canRetry) wish({ act: 'retry' });
            else send({ do: 'back' });
          }}
        >
          {t(step.canRetry ? 'notice.retry' : 'notice.reenter')}
        </Button>
      }
    >
      <div className="said">
        <p className="said-money panel">{t(`tawasul.trouble.${step.why}.next`)}</p>
      </div>
    </Frame>
  );
};
