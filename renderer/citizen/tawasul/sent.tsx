import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { FlagEdge } from '../../design/flag-edge.tsx';
import { Frame } from '../../design/frame.tsx';
import { Qr } from '../../design/qr.tsx';
import { Reference } from '../../design/reference.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { pick } from '../../i18n.ts';
import '../outcome.css';
import { useWish, type StepOf } from './use-tawasul.ts';

const QR_PX = 320;

/** Taken: the number to follow it by, on the screen and on paper. */
export const Sent = ({ step }: { readonly step: StepOf<'sent'> }): ReactNode => {
  const { t, language } = useKiosk();
  const wish = useWish();
  return (
    <Frame
      className="outcome"
      ornament={<FlagEdge width={96} depth={64} />}
      title={t(`tawasul.sent.title.${step.kind}`)}
      lede={
        <div className="said">
          <p>{pick(step.ministry.name, language)}</p>
          <p role="status">
            {t(step.delivered ? 'tawasul.sent.delivered' : 'tawasul.sent.waiting')}
          </p>
          <p>{t('tawasul.sent.due', { count: step.dueWorkingDays })}</p>
        </div>
      }
      cost={
        <div className="cost">
          <p className="cost-label">{t('tawasul.sent.number')}</p>
          <p className="tawasul-number">
            <Reference>{step.trackingNumber}</Reference>
          </p>
        </div>
      }
      acts={
        <>
          {step.canPrint && step.slip !== 'none' && (
            <Button
              say="printAgain"
              onPress={() => {
                wish({ act: 'print' });
              }}
            >
              {t('outcome.printAgain')}
            </Button>
          )}
          <Button
            main
            say="finish"
            onPress={() => {
              wish({ act: 'done' });
            }}
          >
            {t('outcome.finish')}
          </Button>
        </>
      }
    >
      <section className="receipt-panel">
        <div className="receipt">
          <Qr text={step.url} label={t('tawasul.sent.qr')} size={QR_PX} />
          <div className="receipt-words">
            <p className="receipt-state" role="status">
              {t(`tawasul.sent.slip.${step.slip}`)}
            </p>
            <p>{t('tawasul.sent.scan')}</p>
          </div>
        </div>
      </section>
    </Frame>
  );
};
