import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useSpoken } from '../language.tsx';

/** The other language, by its own name. */
export const LanguageSwitch = (): ReactNode => {
  const { language, speak } = useSpoken();
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <Button
      className="button quiet"
      onPress={() => {
        speak(other);
      }}
    >
      <span lang={other}>{other === 'ar' ? 'العربية' : 'English'}</span>
    </Button>
  );
};
