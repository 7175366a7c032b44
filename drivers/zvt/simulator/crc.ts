/** CRC-16/KERMIT, check value 2189, although the standard calls it XModem (ZVT digest §0.1). */
export const crc = (bytes: Iterable<number>): number => {
  let register = 0;
  for (const byte of bytes) register = (register >>> 8) ^ (TABLE[(register ^ byte) & 0xff] ?? 0);
  return register;
};

/** What each byte does to the register. */
const TABLE = Uint16Array.from({ length: 0x100 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit++)
    register = (register & 1) === 1 ? (register >>> 1) ^ 0x8408 : register >>> 1;
  return register;
});
