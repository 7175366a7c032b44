import { hideCardNumbers } from '../../../drivers/zvt/codec/card-data.ts';

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** `bytes` with every digit of a written card number an asterisk; the same length. */
export const hideWritten = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.from(hideCardNumbers(latin(bytes)), 'latin1'));

const luhnHolds = (digits: string): boolean => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

/** The same of packed decimals, two digits a byte: a run of 13 to 19 digits with a card number's check digit. */
export const hidePacked = (bytes: Uint8Array): Uint8Array => {
  const nibbles = Buffer.from(bytes).toString('hex');
  const hidden = nibbles.replace(/[0-9]{13,}/gu, (run) => {
    const digits = run.replace(/^0+/u, '');
    return digits.length >= 13 && digits.length <= 19 && luhnHolds(digits)
      ? '0'.repeat(run.length)
      : run;
  });
  return new Uint8Array(Buffer.from(hidden, 'hex'));
};
