/**
 * A swipe as MagTek's HID readers (0801:0002) report it (readers digest, "Magstripe HID"): 337 bytes;
 * 0–2 decode status, 3–5 lengths, 6 card type, tracks at 7, 117, 227. Card data stops here: the
 * report is wiped before anybody else sees it.
 */
import { isBankTrack, type TrackNumber } from './bank-track.ts';

export const REPORT_LENGTH = 337;
const LENGTHS_AT = 3;
const TRACKS_AT = 7;
const TRACK_SIZE = 110;
const DECODE_ERROR = 0x01;
/** Track 2 is where issuers of their own put a number first. */
const ORDER: readonly TrackNumber[] = [2, 1, 3];

export type Swipe =
  | { readonly kind: 'bankCard' }
  /** One track's text without its sentinels. */
  | { readonly kind: 'staffCard'; readonly track: string }
  | { readonly kind: 'unreadable'; readonly why: 'garbled' };

const GARBLED: Swipe = { kind: 'unreadable', why: 'garbled' };

/** The track's bytes within the report; `null` where its length cannot be. */
const trackOf = (report: Uint8Array, number: TrackNumber): Uint8Array | null => {
  const at = TRACKS_AT + (number - 1) * TRACK_SIZE;
  const length = report[LENGTHS_AT + number - 1] ?? 0;
  const failed = ((report[number - 1] ?? 0) & DECODE_ERROR) !== 0;
  if (length > TRACK_SIZE) return null;
  return report.subarray(at, at + (failed ? 0 : length));
};

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;

const textOf = (track: Uint8Array): string | null => {
  if (!track.every(isPrintable)) return null;
  const text = String.fromCharCode(...track).replace(/^[%;+#!@&]/u, '');
  return text.replace(/\?$/u, '');
};

const readOther = (tracks: readonly Uint8Array[]): Swipe => {
  for (const number of ORDER) {
    const track = tracks[number - 1] ?? new Uint8Array();
    const text = textOf(track);
    if (text === null) return GARBLED;
    if (text !== '') return { kind: 'staffCard', track: text };
  }
  return GARBLED;
};

const read = (report: Uint8Array): Swipe => {
  if (report.length !== REPORT_LENGTH) return GARBLED;
  const tracks = ([1, 2, 3] as const).map((number) => trackOf(report, number));
  const whole = tracks.filter((track) => track !== null);
  // All three before anything is made of one: the number may stand on another.
  if (tracks.some((track, i) => track !== null && isBankTrack(track, (i + 1) as TrackNumber)))
    return { kind: 'bankCard' };
  return whole.length === tracks.length ? readOther(whole) : GARBLED;
};

/** Reads one input report, and wipes it, whatever it was. */
export const takeSwipe = (report: Uint8Array): Swipe => {
  try {
    return read(report);
  } finally {
    report.fill(0);
  }
};
