/**
 * CRC-16/KERMIT over `bytes`: reflected polynomial 1021, start 0, check value `2189`.
 * The specification calls it XModem, which it is not (ZVT digest §0.1).
 */
export const crc16 = (bytes: Iterable<number>): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
};
