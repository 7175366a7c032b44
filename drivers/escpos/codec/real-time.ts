/** Real-time commands, and keeping them out of image data (digest §11). */

const DLE = 0x10;

export type StatusQuestion = 1 | 2 | 3 | 4;

/** One status byte at once, even offline: 1 printer, 2 offline cause, 3 error cause, 4 paper. */
export const askStatus = (question: StatusQuestion): Uint8Array =>
  Uint8Array.of(DLE, 0x04, question);

/** Drops receive and print buffers, answers `37 25 00`; nothing may be sent until then. */
export const discardBuffers = (): Uint8Array =>
  Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/**
 * `DLE ENQ` 2: goes on after a cutter error whose cause is gone, without what was in the buffers; the
 * settings stay. Ignored while the cause holds.
 */
export const recoverAndDrop = (): Uint8Array => Uint8Array.of(DLE, 0x05, 0x02);

const SECOND_BYTES: Readonly<Record<number, number>> = { 0x04: 0x0c, 0x05: 0x0d, 0x14: 0x1c };

/** Where image data would be taken for a real-time command: offsets of the `10`. */
export const realTimeHits = (payload: Uint8Array): readonly number[] => {
  const hits: number[] = [];
  for (let i = 0; i + 1 < payload.length; i++) {
    if (payload[i] === DLE && (payload[i + 1] ?? 0) in SECOND_BYTES) hits.push(i);
  }
  return hits;
};

/**
 * The same picture with one dot more wherever two bytes would start a real-time command, whatever
 * follows them (makers add their own third bytes). One dot beside another is not seen.
 */
export const withoutRealTime = (payload: Uint8Array): Uint8Array => {
  const safe = payload.slice();
  for (const at of realTimeHits(payload)) {
    safe[at + 1] = SECOND_BYTES[payload[at + 1] ?? 0] ?? 0;
  }
  return safe;
};
