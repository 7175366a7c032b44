import { useLayoutEffect, type ReactNode } from 'react';
import type { Language } from '../../contract/language.ts';
import { Button } from '../design/button.tsx';
import { direction, translator, type Translate } from '../i18n.ts';
import './link-down.css';

const LANGUAGES: readonly Language[] = ['ar', 'en'];

const words = (state: 'starting' | 'lost' | 'superseded', t: Translate): readonly string[] => {
  switch (state) {
    case 'starting':
      return [t('outOfService.starting'), t('outOfService.startingNext')];
    case 'lost':
      return [t('link.lost'), t('link.lostMoney'), t('link.lostNext')];
    case 'superseded':
      return [t('link.superseded'), t('link.supersededNext')];
  }
};

/** Without the engine nothing is known, not even the language: both say the same. */
export const LinkDown = ({
  state,
  onUseHere,
}: {
  readonly state: 'starting' | 'lost' | 'superseded';
  readonly onUseHere: () => void;
}): ReactNode => {
  useLayoutEffect(() => {
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
  }, []);
  return (
    <main className="link-down" role="main" aria-live="polite">
      {LANGUAGES.map((language, index) => {
        const [title, ...rest] = words(state, translator(language));
        const Title = index === 0 ? 'h1' : 'h2';
        return (
          <section key={language} lang={language} dir={direction(language)}>
            <Title>{title}</Title>
            {rest.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {state === 'superseded' && (
              <Button onPress={onUseHere}>{translator(language)('link.useHere')}</Button>
            )}
          </section>
        );
      })}
    </main>
  );
};
