/**
 * Codes out of the input reports of a HID POS scanner (usage page 8C, usage 2; readers digest,
 * "Barcode/QR, HID POS"): report 02 is a length, three bytes of AIM identifier, up to 56 bytes of
 * data, two reserved, and whether the code goes on in the next report.
 */
import { AIM_LENGTH, symbologyOf } from './aim.ts';
import { LONGEST_CODE, readText, type ScannedCode } from './code.ts';

export const REPORT_ID = 0x02;
/** With the report's number at its head. */
export const REPORT_LENGTH = 64;
export const DATA_AT = 5;
export const MOST_DATA = 56;
const LENGTH_AT = 1;
const AIM_AT = 2;
const CONTINUES_AT = 63;

export type HidPosEvent =
  | ({ readonly kind: 'code' } & ScannedCode)
  | { readonly kind: 'unreadable'; readonly why: 'tooLong' | 'garbled' };

export type HidPosReader = {
  /** What one input report completes; `null`: more is to come, or it was no report of scanned data. */
  readonly feed: (report: Uint8Array) => HidPosEvent | null;
  /** Whether a code has begun and not ended. */
  readonly midCode: boolean;
  readonly drop: () => void;
};

const GARBLED: HidPosEvent = { kind: 'unreadable', why: 'garbled' };

export const createHidPosReader = (): HidPosReader => {
  const kept = new Uint8Array(LONGEST_CODE);
  let length = 0;
  let aim = '';
  let begun = false;
  let fault: HidPosEvent | null = null;

  const drop = (): void => {
    kept.fill(0, 0, length);
    length = 0;
    begun = false;
    fault = null;
  };

  const add = (report: Uint8Array): void => {
    const size = report[LENGTH_AT] ?? 0;
    const identifier = String.fromCharCode(...report.subarray(AIM_AT, AIM_AT + AIM_LENGTH));
    if (size > MOST_DATA) fault ??= GARBLED;
    // A part with another identifier belongs to another code: one in between was lost.
    else if (begun && identifier !== aim) fault ??= GARBLED;
    else if (length + size > kept.length) fault ??= { kind: 'unreadable', why: 'tooLong' };
    else {
      kept.set(report.subarray(DATA_AT, DATA_AT + size), length);
      length += size;
    }
    aim = identifier;
    begun = true;
  };

  const finish = (): HidPosEvent | null => {
    const text = readText(kept.subarray(0, length));
    if (fault !== null) return fault;
    if (length === 0) return null;
    return text === null ? GARBLED : { kind: 'code', symbology: symbologyOf(aim), text };
  };

  return {
    feed: (report) => {
      if (report[0] !== REPORT_ID || report.length !== REPORT_LENGTH) return null;
      add(report);
      if (((report[CONTINUES_AT] ?? 0) & 0x01) !== 0) return null;
      const event = finish();
      drop();
      return event;
    },
    get midCode() {
      return begun;
    },
    drop,
  };
};
