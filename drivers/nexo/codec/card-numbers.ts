/** Free text from a terminal may hold a card number: this is where it ends. */

const luhnHolds = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const holdsCardNumber = (digits: string): boolean => {
  for (let from = 0; from + 12 <= digits.length; from++)
    for (let length = 12; length <= 19 && from + length <= digits.length; length++)
      if (luhnHolds(digits.slice(from, from + length))) return true;
  return false;
};

const LONGEST_RUN = 64;

const hideRun = (run: string): string => {
  const places = run.replaceAll(/[^0-9*xX#•]/gu, '');
  if (/^[0-9]*$/u.test(places)) {
    // A run of digits longer than any number on a receipt is not looked into: it is hidden.
    const hides = places.length > LONGEST_RUN || holdsCardNumber(places);
    return hides ? run.replaceAll(/[0-9]/gu, '*') : run;
  }
  if (!/[0-9]/u.test(places)) return run;
  let left = (/[0-9]*$/u.exec(places)?.[0] ?? '').slice(-4).length;
  return Array.from(run)
    .reverse()
    .map((char) => (/[0-9]/u.test(char) && left-- <= 0 ? '*' : char))
    .reverse()
    .join('');
};

/** Every digit of anything like a card number made an asterisk, but a masked one's last four. */
export const hideCardNumbers = (text: string): string =>
  text.replaceAll(/[0-9*xX#•](?:[ .\-/]{0,2}[0-9*xX#•]){11,}/gu, hideRun);

export type MaskedNumber = {
  readonly lastFour: string | null;
  /** Twelve digits or more in clear: the vendor's masking is off. */
  readonly notMasked: boolean;
};

/** What may be kept of `MaskedPan` or `MaskedPAN`, e.g. `411111 **** 1111`: the last four. */
export const lastFourOf = (masked: string | undefined): MaskedNumber => {
  const places = (masked ?? '').replaceAll(/[\s-]/gu, '');
  const notMasked = /[0-9]{12}/u.test(places);
  const found = /[^0-9]([0-9]{4})$/u.exec(places);
  return { lastFour: notMasked ? null : (found?.[1] ?? null), notMasked };
};
