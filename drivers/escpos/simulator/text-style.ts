/** How text comes out; `ESC @` puts it back to these defaults. */
export type TextStyle = {
  font: 'A' | 'B';
  bold: boolean;
  underline: 0 | 1 | 2;
  reverse: boolean;
  across: number;
  down: number;
  rightSpace: number;
  codePage: number;
};

export const DEFAULT_STYLE: Readonly<TextStyle> = {
  font: 'A',
  bold: false,
  underline: 0,
  reverse: false,
  across: 1,
  down: 1,
  rightSpace: 0,
  codePage: 0,
};

/** Font A 12×24, Font B 9×17 dots (digest §16). */
export const CELLS = { A: { width: 12, height: 24 }, B: { width: 9, height: 17 } } as const;

/** Applies a style command with its one parameter; `false` where it is none (digest §3). */
export const takeStyle = (style: TextStyle, code: number, n: number): boolean => {
  const on = (n & 1) === 1;
  switch (code) {
    case 0x1b21: // ESC !
      style.font = on ? 'B' : 'A';
      style.bold = (n & 0x08) !== 0;
      style.down = (n & 0x10) !== 0 ? 2 : 1;
      style.across = (n & 0x20) !== 0 ? 2 : 1;
      style.underline = (n & 0x80) !== 0 ? 1 : 0;
      return true;
    case 0x1d21: // GS !
      style.across = ((n >>> 4) & 7) + 1;
      style.down = (n & 7) + 1;
      return true;
    case 0x1b45: // ESC E
    case 0x1b47: // ESC G
      style.bold = on;
      return true;
    case 0x1b2d: // ESC -
      style.underline = ([0, 1, 2] as const)[n >= 48 ? n - 48 : n] ?? style.underline;
      return true;
    case 0x1d42: // GS B
      style.reverse = on;
      return true;
    case 0x1b4d: // ESC M
      style.font = on ? 'B' : 'A';
      return true;
    case 0x1b20: // ESC SP
      style.rightSpace = n;
      return true;
    case 0x1b74: // ESC t
      style.codePage = n;
      return true;
    default:
      return false;
  }
};
