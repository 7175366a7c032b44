import { memo, useState, type ReactNode } from 'react';
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
const SIGNS: Readonly<Record<Language, readonly string[]>> = {
  ar: ['1234567890', '.،؟!:؛-/()', '"\'@#%+='],
  en: ['1234567890', '.,?!:;-/()', '"\'@#%+='],
};
/** Digits and letters of a number that people copy from paper. */
const CODE: readonly string[] = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];

/** What an address is made of, and what most of them end in. */
const EMAIL: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const EMAIL_PARTS = ['@', '.', '-', '_', '@gmail.com', '.bh'];
const DIGITS: readonly string[] = ['1234567890'];
const FIXED = { code: CODE, email: EMAIL, digits: DIGITS } as const;

/** Keys for a field whose text the page holds. See `docs/decisions/screen-keyboard.md`. */
export const OnScreenKeyboard = memo(
  (props: {
    readonly label: string;
    readonly onKey: (text: string) => void;
    readonly onDelete: () => void;
    /** `text`: with digits, signs, capitals and new lines too; `code`: Latin capitals and digits alone; `email`. */
    readonly kind?: 'search' | 'text' | 'code' | 'email' | 'digits';
  }): ReactNode => {
    const { t, language, view } = useKiosk();
    const { kind = 'search', onKey } = props;
    const [letters, setLetters] = useState<Language>(language);
    const [signs, setSigns] = useState(false);
    const [capital, setCapital] = useState(false);
    const other: Language = letters === 'ar' ? 'en' : 'ar';
    const fixed = kind === 'search' || kind === 'text' ? null : FIXED[kind];
    const rows = fixed ?? (signs ? SIGNS : ROWS)[letters];
    const shown = (letter: string): string => (capital ? letter.toUpperCase() : letter);
    const erase = (
      <Button
        className="key word erase"
        say="delete"
        label={t('keyboard.delete')}
        onPress={props.onDelete}
      >
        <DeleteIcon />
      </Button>
    );
    return (
      <div
        className={`keyboard ${kind}`}
        dir="ltr"
        role="group"
        aria-label={props.label}
        data-letters={letters}
      >
        {rows.map((row, index) => (
          <div key={row} className="keyboard-row" lang={fixed === null ? letters : 'en'}>
            {Array.from(row, (letter) => (
              <Button
                key={letter}
                className="key letter"
                say={`key:${shown(letter)}`}
                onPress={() => {
                  onKey(shown(letter));
                  setCapital(false);
                }}
              >
                {shown(letter)}
              </Button>
            ))}
            {fixed !== null && index === rows.length - 1 && erase}
          </div>
        ))}
        {kind === 'email' && (
          <div className="keyboard-row" lang="en">
            {EMAIL_PARTS.map((part) => (
              <Button
                key={part}
                className={part.length > 1 ? 'key word part' : 'key letter'}
                say={`key:${part}`}
                onPress={() => {
                  onKey(part);
                }}
              >
                {part}
              </Button>
            ))}
          </div>
        )}
        {fixed === null && (
          <div className="keyboard-row">
            {view.languages.includes(other) && (
              <Button
                className="key word"
                say={`letters:${other}`}
                lang={other}
                onPress={() => {
                  setLetters(other);
                  setSigns(false);
                  setCapital(false);
                }}
              >
                {t(`keyboard.letters.${other}`)}
              </Button>
            )}
            {kind === 'text' && (
              <Button
                className="key word"
                say="signs"
                lang={letters}
                onPress={() => {
                  setSigns(!signs);
                  setCapital(false);
                }}
              >
                {signs ? t(`keyboard.back.${letters}`) : '123'}
              </Button>
            )}
            {kind === 'text' && letters === 'en' && !signs && (
              <Button
                className="key word"
                say="capital"
                onPress={() => {
                  setCapital(!capital);
                }}
              >
                {t('keyboard.capital')}
              </Button>
            )}
            <Button
              className="key word space"
              say="space"
              onPress={() => {
                onKey(' ');
              }}
            >
              {t('keyboard.space')}
            </Button>
            {kind === 'text' && (
              <Button
                className="key word"
                say="newLine"
                onPress={() => {
                  onKey('\n');
                }}
              >
                {t('keyboard.newLine')}
              </Button>
            )}
            {erase}
          </div>
        )}
      </div>
    );
  },
);
