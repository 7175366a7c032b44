import { createContext, useContext } from 'react';
import type { Language } from '../../contract/language.ts';
import ar from '../../locales/ar/technician.json' with { type: 'json' };
import en from '../../locales/en/technician.json' with { type: 'json' };
import arDevices from '../../locales/ar/devices.json' with { type: 'json' };
import enDevices from '../../locales/en/devices.json' with { type: 'json' };

export type Words = typeof en;

export const wordsIn = (language: Language): Words => (language === 'ar' ? ar : en);

/** The language that the staff chose; the public's own is untouched. */
export const StaffLanguage = createContext<Language>('en');

export const useWords = (): Words => wordsIn(useContext(StaffLanguage));

/** The names of devices and of what is with them: the same as on the technician's command line. */
export const useDeviceWords = (): typeof enDevices =>
  useContext(StaffLanguage) === 'ar' ? arDevices : enDevices;
