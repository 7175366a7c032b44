/** The upper half of code page 437, ZVT's default text (digest §3). */
const CP437_HIGH =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';

export type Charset = number;
export const CP437: Charset = 0xff;
const UTF_8 = 0xfe;
const ASCII = 0x00;

/** Values of tag 14 that stand for ISO 8859-n; there is no part 12 (digest §9). */
const isIso8859 = (charset: Charset): boolean =>
  charset >= 0x01 && charset <= 0x10 && charset !== 0x0c;

const decodeCp437 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (CP437_HIGH[byte - 0x80] ?? '?'),
  ).join('');

const decode = (bytes: Uint8Array, charset: Charset): string => {
  if (charset === UTF_8) return new TextDecoder('utf-8').decode(bytes);
  if (charset === ASCII) return new TextDecoder('us-ascii').decode(bytes);
  if (isIso8859(charset)) return new TextDecoder(`iso-8859-${charset}`).decode(bytes);
  return decodeCp437(bytes);
};

/** Text in the character set that tag 14 names; control characters become `?`. Never throws. */
export const decodeText = (bytes: Uint8Array, charset: Charset = CP437): string =>
  decode(bytes, charset).replace(/\p{Cc}/gu, '?');
