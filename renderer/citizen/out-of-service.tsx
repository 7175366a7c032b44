import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { CheckIcon } from '../design/icons.tsx';
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
        {screen.reason !== 'starting' && (
          <div className="said-money panel">
            <CheckIcon size={56} />
            <p>{t('outOfService.faultMoney')}</p>
          </div>
        )}
        <p>{t(`outOfService.${screen.reason}Next`)}</p>
      </div>
    </Frame>
  );
};
