import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { direction, translator } from '../i18n.ts';

/** Each language named, and its invitation said, in itself. */
export const LanguageChoice = (): ReactNode => {
  const { view, t, send } = useKiosk();
  const other = view.languages.find((language) => language !== view.language);
  return (
    <Frame
      title={t('language.title')}
      lede={
        other !== undefined && (
          <p lang={other} dir={direction(other)}>
            {translator(other)('language.title')}
          </p>
        )
      }
    >
      <div className="languages">
        {view.languages.map((language) => {
          const own = translator(language);
          return (
            <Button
              key={language}
              className="language"
              say={`language:${language}`}
              lang={language}
              onPress={() => {
                send({ do: 'chooseLanguage', language });
              }}
            >
              <span className="language-name">{own(`languageName.${language}`)}</span>
              <span className="language-words">{own('language.continue')}</span>
            </Button>
          );
        })}
      </div>
    </Frame>
  );
};
