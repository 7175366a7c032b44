import { useState, type ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { SearchIcon } from '../design/icons.tsx';
import { Button } from '../design/button.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { DeviceNotes } from './device-notes.tsx';
import { ServiceCard } from './service-card.tsx';
import { TawasulTile } from './tawasul/choose.tsx';
import { ServiceSearch } from './service-search.tsx';

/** Up to so many each have a line of their own. */
const FEW = 4;

export const Services = ({
  screen,
}: {
  readonly screen: Screen & { name: 'services' };
}): ReactNode => {
  const { t, send } = useKiosk();
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
      {...(many ? { className: screen.tawasul === true ? 'many with-tile' : 'many' } : {})}
      asideFirst
      aside={<DeviceNotes />}
      {...(none ? { lede: <p>{t('services.none')}</p> } : {})}
      quietAct={
        <Button
          onPress={() => {
            send({ do: 'askReceipt' });
          }}
        >
          {t('askReceipt.open')}
        </Button>
      }
      acts={
        <>
          {screen.signIn !== undefined && (
            <Button
              disabled={screen.signIn === 'notNow'}
              onPress={() => {
                send({ do: 'signIn' });
              }}
            >
              {t('services.signIn')}
            </Button>
          )}
          <Button
            onPress={() => {
              setSearching(true);
            }}
          >
            <SearchIcon />
            {t('services.search.open')}
          </Button>
        </>
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
      {screen.tawasul === true && <TawasulTile />}
    </Frame>
  );
};
