const WINDOWS_1252 = new TextDecoder('windows-1252');

/** The upper halves (80–FF) of the pages a Latin receipt may use (digest §5). */
const UPPER: Readonly<Record<number, string>> = {
  0:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  2:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};
const PAGE_858 = 19;
const PAGE_1252 = 16;

/** The character of one byte on code page `page` (`ESC t`); `▯` where the page is not known here. */
export const characterOf = (byte: number, page: number): string => {
  if (byte < 0x80) return String.fromCharCode(byte);
  if (page === PAGE_1252) return WINDOWS_1252.decode(Uint8Array.of(byte));
  if (page === PAGE_858 && byte === 0xd5) return '€';
  return Array.from(UPPER[page === PAGE_858 ? 2 : page] ?? '')[byte - 0x80] ?? '▯';
};
