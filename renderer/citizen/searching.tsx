import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
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
    <Frame step={2} title={t('searching.title')} canStartOver>
      <dl className="facts">
        <dt>{pick(screen.service.title, language)}</dt>
        <dd />
        <dt>{pick(screen.service.reference.label, language)}</dt>
        <dd>
          <Reference>{screen.reference}</Reference>
        </dd>
      </dl>
      <div className="said">
        <p className="said-money">{t('searching.money')}</p>
        <p>{t('searching.next')}</p>
      </div>
    </Frame>
  );
};
