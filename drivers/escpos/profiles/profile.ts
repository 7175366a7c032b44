/** A printer model as data: what differs from model to model never stands in code. */
export type PrinterProfile = {
  readonly name: string;
  /** Printable width. */
  readonly dotsPerLine: number;
  readonly dotsPerInch: number;
  /** Cell of font A in dots, and how many of its rows stand above the baseline. */
  readonly fontA: { readonly width: number; readonly height: number; readonly baseline: number };
  readonly fontB: { readonly width: number; readonly height: number };
  /** Motion units to set after a start (`GS P`), or `null` to leave the model's own. */
  readonly motionUnits: { readonly x: number; readonly y: number } | null;
  readonly cut: 'full' | 'partial';
  /** Knows `GS ( H`: only then can anything ever be *printed* (digest §13). */
  readonly answersFence: boolean;
  /** Knows `DLE DC4` 8 (digest §11). */
  readonly canDiscard: boolean;
  /** Bits for `GS a`. */
  readonly automaticStatusMask: number;
  /** What a careful reader of the data sheet expects of it, for time limits. */
  readonly slowestMmPerSecond: number;
  /** Largest module of a QR code it takes. */
  readonly qrModuleMost: number;
};
