/** The back of an identity card (ICAO 9303, part 5: TD1), written from the readers digest and 9303 alone. */

export type CardFields = {
  readonly documentNumber: string;
  readonly personalNumber: string;
  readonly issuer: string;
  /** YYMMDD. */
  readonly born: string;
  readonly expires: string;
  readonly name: string;
};

const WEIGHTS = [7, 3, 1];
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const digit = (text: string): string =>
  String(
    Array.from(text).reduce(
      (sum, char, i) => sum + Math.max(0, ALPHABET.indexOf(char)) * (WEIGHTS[i % 3] ?? 0),
      0,
    ) % 10,
  );

const fill = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);

/** Three lines of thirty with right check digits. */
export const backOf = (card: CardFields): readonly [string, string, string] => {
  const number = fill(card.documentNumber, 9);
  const first = `ID${fill(card.issuer, 3)}${number}${digit(number)}${fill(card.personalNumber, 15)}`;
  const dates = `${card.born}${digit(card.born)}F${card.expires}${digit(card.expires)}`;
  const optional = fill('', 11);
  const all = digit(`${first.slice(5)}${dates.slice(0, 7)}${dates.slice(8)}${optional}`);
  const second = `${dates}${fill(card.issuer, 3)}${optional}${all}`;
  return [first, second, fill(card.name.replaceAll(' ', '<'), 30)];
};
