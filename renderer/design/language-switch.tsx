import type { ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import { translator } from '../i18n.ts';
import { Button } from './button.tsx';

/** Names the other language in its own script; nothing where the kiosk has only one. */
export const LanguageSwitch = (): ReactNode => {
  const { view, send } = useKiosk();
  return view.languages
    .filter((language) => language !== view.language)
    .map((language) => (
      <Button
        key={language}
        lang={language}
        say={`language:${language}`}
        onPress={() => {
          send({ do: 'chooseLanguage', language });
        }}
      >
        {translator(language)(`languageName.${language}`)}
      </Button>
    ));
};
