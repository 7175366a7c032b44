/** Which ways of printing pictures a model understands: proven by eye on the technician's proof page. */
export type PrinterGraphics = {
  /** `GS ( L` 112 and 50: the graphics buffer. Missing on many clones, where its bytes come out as text. */
  readonly buffered: boolean;
  /** `ESC &` and `ESC %`: own characters in codes 20–7E of font A. */
  readonly userCharacters: boolean;
  /** `GS ( L` 83, 85 and the key list 80: pictures kept in memory until power-off. */
  readonly downloadGraphics: boolean;
  /** `GS ( L` 67, 69: pictures kept for good; at most ten writes a day (digest §1.23). */
  readonly nvGraphics: boolean;
  /** Numbers for `ESC t` of code pages with Arabic letters (digest §5); for comparison on the proof page only. */
  readonly arabicPages: Readonly<Partial<Record<'PC720' | 'PC864' | 'WPC1256', number>>>;
};

/** What every printer has: `GS v 0` and `ESC *`. */
export const PLAIN_GRAPHICS: PrinterGraphics = {
  buffered: false,
  userCharacters: false,
  downloadGraphics: false,
  nvGraphics: false,
  arabicPages: {},
};

/** Epson's own since TM-T88V and TM-T20 (digest §5–§7, §17). */
export const EPSON_GRAPHICS: PrinterGraphics = {
  buffered: true,
  userCharacters: true,
  downloadGraphics: true,
  nvGraphics: true,
  arabicPages: { PC720: 32, PC864: 37, WPC1256: 50 },
};
