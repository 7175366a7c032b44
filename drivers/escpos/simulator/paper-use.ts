import { prefixedData, type Token } from './tokenizer.ts';

const LINE_DOTS = 30;

/** The row count of `GS v 0`. */
const rasterRows = ({ bytes }: Token): number => (bytes[6] ?? 0) | ((bytes[7] ?? 0) << 8);

/** How many lines of 30 dots the paper moves at a command: its share of the printing time. */
export const linesOf = (token: Token): number => {
  switch (token.code) {
    case 0x0a:
    case 0x1b69:
    case 0x1b6d:
    case 0x1d56:
      return 1;
    case 0x1b64:
      return token.bytes[2] ?? 0;
    case 0x1b4a:
      return (token.bytes[2] ?? 0) / LINE_DOTS;
    case 0x1d76:
      return rasterRows(token) / LINE_DOTS;
    case 0x1d284c:
      return [0x32, 0x45, 0x55].includes(prefixedData(token)[1] ?? 0) ? 3 : 0;
    case 0x1d286b:
      return prefixedData(token)[1] === 0x51 ? 5 : 0;
    default:
      return 0;
  }
};

/** Cuts now; 97 and 98 cut later and are taken as a cut too. */
export const isCut = ({ code }: Token): boolean =>
  code === 0x1d56 || code === 0x1b69 || code === 0x1b6d;

/** Whether a command blackens paper. */
export const leavesMark = (token: Token): boolean => {
  switch (token.code) {
    case 0:
      return token.kind === 'text';
    case 0x1b2a:
    case 0x1d2f:
    case 0x1d6b:
    case 0x1d76:
    case 0x1c70:
      return true;
    case 0x1d284c: {
      const fn = prefixedData(token)[1];
      return fn === 0x02 || fn === 0x32 || fn === 0x45 || fn === 0x55;
    }
    case 0x1d286b:
      return prefixedData(token)[1] === 0x51;
    default:
      return false;
  }
};
