import { crc16 } from './crc16.ts';

export const ACK = 0x06;
export const NAK = 0x15;
export const DLE = 0x10;
export const STX = 0x02;
export const ETX = 0x03;

/**
 * An APDU as it goes over the serial line: `10 02`, the APDU with every `10` doubled, `10 03`,
 * CRC low, CRC high. The CRC covers the undoubled APDU and one `03`, and is never doubled
 * itself (digest §0.3, §1).
 */
export const encodeFrame = (apdu: Uint8Array): Uint8Array => {
  const crc = crc16([...apdu, ETX]);
  const doubled = Array.from(apdu).flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]));
  return Uint8Array.from([DLE, STX, ...doubled, DLE, ETX, crc & 0xff, crc >>> 8]);
};
