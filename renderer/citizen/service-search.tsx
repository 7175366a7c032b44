import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import type { ServiceCard as Card } from '../../contract/view.ts';
import { Frame } from '../design/frame.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useHeardWhileOpen } from '../pad/use-heard.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { findServices } from './find-services.ts';
import { ServiceCard } from './service-card.tsx';

const MOST_TYPED = 40;

/** The services again, found by a few letters in either language. */
export const ServiceSearch = ({
  cards,
  onClose,
}: {
  readonly cards: readonly Card[];
  readonly onClose: () => void;
}): ReactNode => {
  const { t, hear } = useKiosk();
  useHeardWhileOpen('search');
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  const edit = (next: string): void => {
    setTyped(next.replace(/^\s+/u, '').slice(0, MOST_TYPED));
    if (next !== '') hear({ what: 'found', count: findServices(cards, next).length });
  };
  const found = findServices(cards, typed);
  return (
    <Frame
      title={t('services.search.title')}
      className="service-search"
      focusTitle={false}
      keyboard={
        <OnScreenKeyboard
          label={t('keyboard.label')}
          onKey={(key) => {
            edit(typed + key);
          }}
          onDelete={() => {
            edit(typed.slice(0, -1));
          }}
        />
      }
      lede={
        <>
          <SearchField aria-label={t('services.search.title')} value={typed} onChange={edit}>
            <Input
              ref={input}
              className="search-field"
              dir="auto"
              inputMode="none"
              autoComplete="off"
              spellCheck={false}
              placeholder={t('services.search.example')}
            />
          </SearchField>
          <p role="status">
            {typed === ''
              ? t('services.search.help')
              : t('services.search.found', { count: found.length })}
          </p>
        </>
      }
      onBack={onClose}
    >
      <ScrollList label={t('services.search.results')} more={t('frame.more')}>
        <ul className="cards many">
          {found.map((card) => (
            <li key={card.id}>
              <ServiceCard card={card} />
            </li>
          ))}
        </ul>
      </ScrollList>
    </Frame>
  );
};
