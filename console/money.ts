/** `12.345` of 12345 fils; without the currency, which the column names. */
export const dinars = (fils: number): string => {
  const whole = Math.abs(Math.round(fils));
  const text = `${String(Math.floor(whole / 1_000))}.${String(whole % 1_000).padStart(3, '0')}`;
  return fils < 0 ? `-${text}` : text;
};

/** As `dinars`, the thousands apart: `159,154,326.000`. */
export const largeDinars = (fils: number): string => {
  const [whole = '', part = ''] = dinars(fils).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+(?!\d))/gu, ',')}.${part}`;
};
