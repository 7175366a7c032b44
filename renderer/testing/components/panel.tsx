import { useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Language } from '../../../contract/language.ts';
import { USUAL_DISPLAY, type Display } from '../../../contract/view.ts';
import { HelpDialog } from '../../design/help-dialog.tsx';
import { IdleDialog } from '../../design/idle-dialog.tsx';
import { KioskContext, type Kiosk } from '../../engine/engine-context.ts';
import { direction, translator } from '../../i18n.ts';
import { viewOf } from '../view-of.ts';
import { Samples } from './samples.tsx';

type Sheet = 'HelpDialog' | 'IdleDialog';
const SHEETS: readonly Sheet[] = ['HelpDialog', 'IdleDialog'];

/** Sheets hang below the document itself, so it takes the panel's direction and theme while one is open. */
const dress = (language: Language, contrast: Display['contrast']): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
  document.documentElement.dataset['contrast'] = contrast;
};

/** One language and one theme; nothing here reaches an engine. */
export const Panel = ({
  language,
  contrast,
}: {
  readonly language: Language;
  readonly contrast: Display['contrast'];
}): ReactNode => {
  const [open, setOpen] = useState<Sheet | null>(null);
  const kiosk = useMemo<Kiosk>(
    () => ({
      view: viewOf({ name: 'services', services: [] }, { language, display: USUAL_DISPLAY }),
      language,
      t: translator(language),
      send: () => {
        setOpen(null);
        dress('en', 'normal');
      },
      hear: () => undefined,
      dock: () => Promise.resolve(false),
    }),
    [language],
  );
  const close = (): void => {
    setOpen(null);
    dress('en', 'normal');
  };
  return (
    <I18nProvider locale={language === 'ar' ? 'ar-BH' : 'en-GB'}>
      <KioskContext value={kiosk}>
        <section
          className="components"
          lang={language}
          dir={direction(language)}
          data-contrast={contrast}
          aria-label={`${language}, ${contrast}`}
          onPointerDownCapture={() => {
            dress(language, contrast);
          }}
        >
          <Samples />
          <div className="sample-row">
            {SHEETS.map((sheet) => (
              <button
                key={sheet}
                type="button"
                lang="en"
                dir="ltr"
                className="button"
                data-opens={sheet}
                onClick={() => {
                  dress(language, contrast);
                  setOpen(sheet);
                }}
              >
                {sheet}
              </button>
            ))}
          </div>
        </section>
        {open === 'HelpDialog' && <HelpDialog onClose={close} />}
        {open === 'IdleDialog' && <IdleDialog msLeft={20_000} />}
      </KioskContext>
    </I18nProvider>
  );
};
