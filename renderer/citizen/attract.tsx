import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Screen } from '../../contract/view.ts';
import type { Language } from '../../contract/language.ts';
import { DisplayButton } from '../design/display-dialog.tsx';
import { LanguageSwitch } from '../design/language-switch.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { ServiceIcon } from '../design/service-icon.tsx';
import { direction, pick, translator } from '../i18n.ts';
import './attract.css';

/** The flag filling the screen: hung from its hoist in portrait, flying in landscape. */
const Flag = (): ReactNode => {
  const down = [0, 1, 2, 3, 4].map((i) => `L${String(i * 20 + 10)} 82L${String(i * 20 + 20)} 72`);
  const across = [0, 1, 2, 3, 4].map((i) => `L60 ${String(i * 20 + 10)}L48 ${String(i * 20 + 20)}`);
  return (
    <svg
      className="attract-flag"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="flag-down" fill="currentColor" d={`M0 72${down.join('')}V100H0Z`} />
      <path className="flag-across" fill="currentColor" d={`M48 0${across.join('')}H100V0Z`} />
    </svg>
  );
};

const MOST_NOTICES = 1;
/** Two rows of three; one where a notice takes the room. */
const PICTURES = 6;

/**
 * Both languages at once: nobody has chosen yet. The whole screen is the target; a service that is touched comes
 * after the language.
 */
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
  const { text, reach } = view.display;
  const isUsual = text === 'normal' && reach === 'normal';
  // That nothing can be paid here says more than any notice, and needs its room.
  const notices = screen.cardsAccepted ? screen.notices.slice(0, MOST_NOTICES) : [];
  return (
    <main className="attract">
      <Flag />
      <h1 className="out-of-sight">{t('attract.title')}</h1>
      <AriaButton
        className="attract-touch"
        data-say="begin"
        onPress={() => {
          send({ do: 'begin' });
        }}
      >
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
      <div className="attract-words">
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
        {notices.map((notice) => (
          <span key={notice.en} className="note attract-notice">
            <span>
              {shown.map((language, index) => (
                <span
                  key={language}
                  lang={language}
                  dir={direction(language)}
                  {...(index === 0 ? {} : { className: 'second' })}
                >
                  {pick(notice, language)}
                </span>
              ))}
            </span>
          </span>
        ))}
        {isUsual && screen.payable.length > 0 && (
          <div className="attract-payable">
            {screen.payable.slice(0, notices.length > 0 ? PICTURES / 2 : PICTURES).map((card) => (
              <AriaButton
                key={card.id}
                data-say={`service:${card.id}`}
                onPress={() => {
                  send({ do: 'begin', serviceId: card.id });
                }}
              >
                <ServiceIcon icon={card.icon} size={72} />
                {shown.map((language) => (
                  <span key={language} lang={language} dir={direction(language)}>
                    {pick(card.title, language)}
                  </span>
                ))}
              </AriaButton>
            ))}
          </div>
        )}
        {!screen.cardsAccepted &&
          shown.map((language, index) => (
            <span
              key={language}
              lang={language}
              dir={direction(language)}
              className={index === 0 ? 'note strong' : 'note strong second'}
            >
              {translator(language)('attract.noCards')}
            </span>
          ))}
      </div>
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
