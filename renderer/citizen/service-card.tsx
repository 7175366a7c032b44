import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ServiceCard as Card } from '../../contract/view.ts';
import { ServiceIcon } from '../design/service-icon.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';

export const ServiceCard = ({ card }: { readonly card: Card }): ReactNode => {
  const { t, language, send } = useKiosk();
  const words = (
    <>
      <ServiceIcon icon={card.icon} />
      <span>
        <span className="service-title">{pick(card.title, language)}</span>
        <span className="service-ministry">{pick(card.ministry, language)}</span>
        {card.unavailable !== null && (
          <span className="service-why">{t(`services.unavailable.${card.unavailable}`)}</span>
        )}
      </span>
    </>
  );
  // Nothing can be done here about the card reader; of the rest the next screen says what.
  if (card.unavailable === 'terminalAway') {
    return <div className="service unavailable">{words}</div>;
  }
  return (
    <AriaButton
      data-say={`service:${card.id}`}
      className={card.unavailable === null ? 'service' : 'service unavailable'}
      onPress={() => {
        send({ do: 'chooseService', serviceId: card.id });
      }}
    >
      {words}
    </AriaButton>
  );
};
