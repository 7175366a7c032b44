import { useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Screen, ServiceCard as Card } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { SearchIcon } from '../design/icons.tsx';
import { Button } from '../design/button.tsx';
import { ServiceIcon } from '../design/service-icon.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { DeviceNotes } from './device-notes.tsx';
import { ServiceSearch } from './service-search.tsx';

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
      className={card.unavailable === null ? 'service' : 'service unavailable'}
      onPress={() => {
        send({ do: 'chooseService', serviceId: card.id });
      }}
    >
      {words}
    </AriaButton>
  );
};

/** Up to so many each have a line of their own. */
const FEW = 4;

export const Services = ({
  screen,
}: {
  readonly screen: Screen & { name: 'services' };
}): ReactNode => {
  const { t } = useKiosk();
  // What can be paid comes first; nothing moves while somebody reads.
  const [first] = useState(() =>
    screen.services.filter(({ unavailable }) => unavailable === null).map(({ id }) => id),
  );
  const inOrder = [
    ...screen.services.filter(({ id }) => first.includes(id)),
    ...screen.services.filter(({ id }) => !first.includes(id)),
  ];
  const [searching, setSearching] = useState(false);
  if (searching) {
    return (
      <ServiceSearch
        cards={inOrder}
        onClose={() => {
          setSearching(false);
        }}
      />
    );
  }
  const many = inOrder.length > FEW;
  const none = screen.services.every((card) => card.unavailable !== null);
  return (
    <Frame
      step={1}
      title={t('services.title')}
      canStartOver
      {...(many ? { className: 'many' } : {})}
      asideFirst
      aside={<DeviceNotes />}
      {...(none ? { lede: <p>{t('services.none')}</p> } : {})}
      acts={
        <Button
          onPress={() => {
            setSearching(true);
          }}
        >
          <SearchIcon />
          {t('services.search.open')}
        </Button>
      }
    >
      <ScrollList label={t('services.title')} more={t('frame.more')}>
        <ul className={many ? 'cards many' : 'cards'}>
          {inOrder.map((card) => (
            <li key={card.id}>
              <ServiceCard card={card} />
            </li>
          ))}
        </ul>
      </ScrollList>
    </Frame>
  );
};
