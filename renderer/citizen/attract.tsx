import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Screen } from '../../contract/view.ts';
import type { Language } from '../../contract/language.ts';
import { DisplayButton } from '../design/display-dialog.tsx';
import { LanguageSwitch } from '../design/language-switch.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { direction, translator } from '../i18n.ts';
import './attract.css';

/** The flag filling the screen: hung from its hoist in portrait, flying in landscape. */
const Flag = (): ReactNode => {
  const down = [0, 1, 2, 3, 4].map((i) => `L${String(i * 20 + 10)} 62L${String(i * 20 + 20)} 50`);
  const across = [0, 1, 2, 3, 4].map((i) => `L60 ${String(i * 20 + 10)}L48 ${String(i * 20 + 20)}`);
  return (
    <svg
      className="attract-flag"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="flag-down" fill="currentColor" d={`M0 50${down.join('')}V100H0Z`} />
      <path className="flag-across" fill="currentColor" d={`M48 0${across.join('')}H100V0Z`} />
    </svg>
  );
};

/** Both languages at once: nobody has chosen yet. The whole screen is the target. */
export const Attract = ({
  screen,
}: {
  readonly screen: Screen & { name: 'attract' };
}): ReactNode => {
  const { view, t, send } = useKiosk();
  const shown: Language[] = [
    view.language,
    ...view.languages.filter((language) => language !== view.language),
  ];
  return (
    <main className={screen.cardsAccepted ? 'attract' : 'attract no-cards'}>
      <Flag />
      <h1 className="out-of-sight">{t('attract.title')}</h1>
      <AriaButton
        className="attract-touch"
        onPress={() => {
          send({ do: 'begin' });
        }}
      >
        <span className="attract-words">
          {shown.map((language, index) => (
            <span
              key={language}
              lang={language}
              dir={direction(language)}
              className={index === 0 ? 'attract-title' : 'attract-second'}
            >
              {translator(language)('attract.title')}
            </span>
          ))}
          {!screen.cardsAccepted &&
            shown.map((language) => (
              <span
                key={language}
                lang={language}
                dir={direction(language)}
                className="note strong"
              >
                {translator(language)('attract.noCards')}
              </span>
            ))}
        </span>
        <span className="attract-call">
          {shown.map((language, index) => (
            <span
              key={language}
              lang={language}
              dir={direction(language)}
              className={index === 0 ? 'first' : 'second'}
            >
              {translator(language)('attract.touch')}
            </span>
          ))}
        </span>
      </AriaButton>
      <div className="attract-bar">
        <p className="frame-brand">{t('brand')}</p>
        <span className="attract-choices">
          <DisplayButton />
          <LanguageSwitch />
        </span>
      </div>
    </main>
  );
};
