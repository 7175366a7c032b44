import { useLayoutEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { StaffGate } from '../../contract/technician.ts';
import { Button } from '../design/button.tsx';
import type { Connection } from '../engine/connect.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { direction } from '../i18n.ts';
import { Asking } from './asking.tsx';
import { Inside } from './inside.tsx';
import { StaffFrame } from './staff-frame.tsx';
import { StaffLanguage, wordsIn } from './words.ts';
import './technician.css';

/**
 * The staff's part of the screen, a chunk of its own. The token lives here alone: when the engine says
 * that nobody is in, this is taken away and nothing of it is left.
 */
const Technician = ({
  staff,
  connection,
}: {
  readonly staff: StaffGate;
  readonly connection: Connection;
}): ReactNode => {
  const kiosk = useKiosk();
  const [language, setLanguage] = useState(kiosk.language);
  const [token, setToken] = useState<string | null>(null);
  const [entering, setEntering] = useState(false);
  const words = wordsIn(language);
  const isShown = staff.at !== 'waiting';

  useLayoutEffect(() => {
    if (!isShown) return undefined;
    const page = document.documentElement;
    Object.assign(page, { lang: language, dir: direction(language) });
    return () => {
      Object.assign(page, { lang: kiosk.language, dir: direction(kiosk.language) });
    };
  }, [isShown, language, kiosk.language]);

  const onLanguage = (): void => {
    setLanguage(language === 'ar' ? 'en' : 'ar');
  };
  const close = (): void => {
    void connection.technician.close.mutate().catch(() => undefined);
  };
  const enter = async (number: string, pin: string) => {
    setEntering(true);
    const result = await connection.technician.enter.mutate({ number, pin }).catch(() => null);
    if (result?.entered === true) setToken(result.token);
    setEntering(false);
    return result;
  };

  if (!isShown) return <p className="staff-waiting">{words.waiting}</p>;
  return (
    <I18nProvider locale={language === 'ar' ? 'ar-BH' : 'en-GB'}>
      <StaffLanguage value={language}>
        {staff.at === 'in' && token !== null ? (
          <Inside connection={connection} token={token} onLanguage={onLanguage} />
        ) : staff.at === 'asking' || entering ? (
          <Asking gate={staff} enter={enter} onBack={close} onLanguage={onLanguage} />
        ) : (
          <StaffFrame
            title={words.reloaded.title}
            lede={words.reloaded.lede}
            onLanguage={onLanguage}
            acts={<Button onPress={close}>{words.asking.back}</Button>}
          />
        )}
      </StaffLanguage>
    </I18nProvider>
  );
};

export default Technician;
