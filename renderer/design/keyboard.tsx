import { useState, type ReactNode } from 'react';
import type { Language } from '../../contract/language.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { DeleteIcon } from './icons.tsx';
import './keyboard.css';

/** As on the keyboards that people here know: the Arabic one too has its first letter, ض, at the left. */
const ROWS: Readonly<Record<Language, readonly string[]>> = {
  ar: ['ضصثقفغعهخحجد', 'شسيبلاتنمكطذ', 'ئءؤرأىةوزظإآ'],
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
};

/** Letters of either language, for a field whose text the page holds. See `docs/decisions/screen-keyboard.md`. */
export const OnScreenKeyboard = (props: {
  readonly label: string;
  readonly onKey: (text: string) => void;
  readonly onDelete: () => void;
}): ReactNode => {
  const { t, language, view } = useKiosk();
  const [letters, setLetters] = useState<Language>(language);
  const other: Language = letters === 'ar' ? 'en' : 'ar';
  return (
    <div className="keyboard" dir="ltr" role="group" aria-label={props.label}>
      {ROWS[letters].map((row) => (
        <div key={row} className="keyboard-row" lang={letters}>
          {Array.from(row, (letter) => (
            <Button
              key={letter}
              className="key letter"
              onPress={() => {
                props.onKey(letter);
              }}
            >
              {letter}
            </Button>
          ))}
        </div>
      ))}
      <div className="keyboard-row">
        {view.languages.includes(other) && (
          <Button
            className="key word"
            lang={other}
            onPress={() => {
              setLetters(other);
            }}
          >
            {t(`keyboard.letters.${other}`)}
          </Button>
        )}
        <Button
          className="key word space"
          onPress={() => {
            props.onKey(' ');
          }}
        >
          {t('keyboard.space')}
        </Button>
        <Button className="key word" label={t('keyboard.delete')} onPress={props.onDelete}>
          <DeleteIcon />
        </Button>
      </div>
    </div>
  );
};
