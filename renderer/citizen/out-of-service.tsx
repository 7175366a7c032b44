import type { ReactNode } from 'react';
import type { OutOfService as Reason, Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { CheckIcon } from '../design/icons.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';

/** Whose own trouble is the storing of payments says what became of them. */
const moneyWords = (reason: Reason): 'diskMoney' | 'journalMoney' | 'faultMoney' =>
  reason === 'disk' || reason === 'journal' ? `${reason}Money` : 'faultMoney';

export const OutOfService = ({
  screen,
}: {
  readonly screen: Screen & { name: 'outOfService' };
}): ReactNode => {
  const { t, view, language } = useKiosk();
  return (
    <Frame title={t(`outOfService.${screen.reason}`)}>
      <div className="said">
        {screen.reason !== 'starting' && screen.reason !== 'notEnrolled' && (
          <div className="said-money panel">
            <CheckIcon size={56} />
            <p>{t(`outOfService.${moneyWords(screen.reason)}`)}</p>
          </div>
        )}
        <p>{t(`outOfService.${screen.reason}Next`)}</p>
        {view.nearest !== null && screen.reason !== 'starting' && (
          <p>
            {t('outOfService.nearest')}
            <br />
            <strong>{pick(view.nearest, language)}</strong>
          </p>
        )}
      </div>
    </Frame>
  );
};
