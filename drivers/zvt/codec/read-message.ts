import { parseApdu } from './apdu.ts';
import { decodeBcd, decodeDigits } from './bcd.ts';
import { readBmps } from './bmp.ts';
import { CONTROL, type TerminalMessage } from './messages.ts';
import { readPrintBlock, readPrintLine } from './receipt-text.ts';
import { readStatusInformation } from './status-information.ts';

const NEGATIVE_CLASS = 0x84;
/** `84 1E` carries the real code in its data (digest §5.1). */
const NEGATIVE_WITH_CODE = 0x1e;

const readNegative = (errorId: number, data: Uint8Array): TerminalMessage => {
  if (errorId === 0) return { kind: 'positiveAnswer' };
  const resultCode = errorId === NEGATIVE_WITH_CODE ? (data[0] ?? errorId) : errorId;
  return { kind: 'negativeAnswer', resultCode };
};

const readSetTime = (data: Uint8Array): TerminalMessage => {
  const { fields } = readBmps(data);
  const digits = (bmp: number): string | null => {
    const value = fields.find((field) => field.bmp === bmp)?.value;
    return value === undefined ? null : decodeDigits(value);
  };
  return { kind: 'setTime', date: digits(0xaa), time: digits(0x0c) };
};

/**
 * What the terminal said in `apdu`, a whole and well-formed message. Never throws. Card data and
 * all free text is wiped in `apdu` itself, so that it may be kept and compared afterwards.
 */
export const readMessage = (apdu: Uint8Array): TerminalMessage => {
  const parsed = parseApdu(apdu);
  if (!parsed.ok) {
    apdu.fill(0);
    return { kind: 'unknown', control: 0 };
  }
  const { control, data } = parsed.value;
  if (control >>> 8 === NEGATIVE_CLASS) return readNegative(control & 0xff, data);
  switch (control) {
    case CONTROL.positiveAnswer:
      return { kind: 'positiveAnswer' };
    case CONTROL.intermediateStatus: {
      const minutes = data.length > 1 ? decodeBcd(data.subarray(1, 2)) : null;
      const status = data[0] ?? null;
      data.subarray(2).fill(0);
      return { kind: 'intermediateStatus', status, minutes };
    }
    case CONTROL.statusInformation:
      return { kind: 'statusInformation', status: readStatusInformation(data) };
    case CONTROL.completion:
      return { kind: 'completion', data };
    case CONTROL.abort: {
      const resultCode = data[0] ?? null;
      data.subarray(1).fill(0);
      return { kind: 'abort', resultCode };
    }
    case CONTROL.setTime:
      return readSetTime(data);
    case CONTROL.printLine:
    case CONTROL.printTextBlock: {
      const read = control === CONTROL.printLine ? readPrintLine : readPrintBlock;
      const text = read(data);
      data.fill(0);
      return { kind: 'print', text };
    }
    default:
      data.fill(0);
      return { kind: 'unknown', control };
  }
};
