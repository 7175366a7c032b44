import { useState, type ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { SearchIcon } from '../design/icons.tsx';
import { Button } from '../design/button.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { DeviceNotes } from './device-notes.tsx';
import { OtherWays } from './other-ways.tsx';
import { ServiceCard } from './service-card.tsx';
import { ServiceSearch } from './service-search.tsx';

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
      className={many ? 'many with-ways' : 'with-ways'}
      asideFirst
      aside={<DeviceNotes />}
      {...(none ? { lede: <p>{t('services.none')}</p> } : {})}
      acts={
        <Button
          say="search"
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
      <OtherWays screen={screen} />
    </Frame>
  );
};
