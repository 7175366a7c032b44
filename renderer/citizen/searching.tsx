import type { ReactNode } from 'react';
import { wholeLabel } from '../../contract/asked-for.ts';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { ServiceIcon } from '../design/service-icon.tsx';
import { Reference } from '../design/reference.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';

export const Searching = ({
  screen,
}: {
  readonly screen: Screen & { name: 'searching' };
}): ReactNode => {
  const { t, language } = useKiosk();
  return (
    <Frame
      step={2}
      about={pick(screen.service.title, language)}
      title={t('searching.title')}
      canStartOver
      lede={
        <p>
          {pick(wholeLabel(screen.service), language)}{' '}
          <strong>
            <Reference>{screen.reference}</Reference>
          </strong>
        </p>
      }
    >
      <div className="searching">
        <ServiceIcon icon={screen.service.icon} size={160} />
      </div>
      <div className="said">
        <p className="said-money">{t('searching.money')}</p>
        <p>{t('searching.next')}</p>
      </div>
    </Frame>
  );
};
