import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { useKiosk } from '../engine/engine-context.ts';

export const OutOfService = ({
  screen,
}: {
  readonly screen: Screen & { name: 'outOfService' };
}): ReactNode => {
  const { t } = useKiosk();
  return (
    <Frame title={t(`outOfService.${screen.reason}`)}>
      <div className="said">
        {screen.reason === 'fault' && (
          <p className="said-money">{t('outOfService.faultMoney')}</p>
        )}
        <p>{t(`outOfService.${screen.reason}Next`)}</p>
      </div>
    </Frame>
  );
};
