/** A swipe as the reader reports it, written from the readers digest ("Magstripe HID") alone. */

export type Tracks = {
  readonly 1?: string | undefined;
  readonly 2?: string | undefined;
  readonly 3?: string | undefined;
};

const BLANK = 3;

/** 337 bytes; a track whose text is `E` could not be decoded. Texts carry their sentinels. */
export const swipeReport = (tracks: Tracks): Uint8Array => {
  const report = new Uint8Array(337);
  let read = 0;
  for (const [track, at] of [
    [1, 7],
    [2, 117],
    [3, 227],
  ] as const) {
    const text = tracks[track] ?? '';
    if (text === 'E') report[track - 1] = 1;
    else {
      const bytes = Buffer.from(text, 'latin1').subarray(0, 110);
      report.set(bytes, at);
      report[2 + track] = bytes.length;
      read += bytes.length;
    }
  }
  if (read === 0) report[6] = BLANK;
  return report;
};
