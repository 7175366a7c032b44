import arCitizen from '../../locales/ar/citizen.json' with { type: 'json' };
import enCitizen from '../../locales/en/citizen.json' with { type: 'json' };
import arStaff from '../../locales/ar/technician.json' with { type: 'json' };
import enStaff from '../../locales/en/technician.json' with { type: 'json' };

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Every text that says the same to everybody: none into which something is put. */
export const ownTexts = (): ReadonlySet<string> =>
  new Set(
    [arCitizen, enCitizen, arStaff, enStaff]
      .flatMap(textsIn)
      .filter((text) => !text.includes('{{')),
  );
