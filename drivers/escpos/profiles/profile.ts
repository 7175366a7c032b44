import type { PrinterGraphics } from './graphics.ts';

/** Commands of a presenter: a motor that holds the cut ticket and hands it out (digest §15). */
export type PresenterProfile = {
  /** How far the ticket is pushed out of the mouth, in the model's own steps, 1–255. */
  readonly presentSteps: number;
  /** Takes back what nobody took; `false` where the model can only throw it out at the front. */
  readonly retracts: boolean;
  /** How long a ticket may be on its way back, ms. */
  readonly retractMs: number;
};

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
  /** Knows `GS ( H`: without it only a presenter's sensor can prove a print (digest §13). */
  readonly answersFence: boolean;
  /** Knows `DLE DC4` 8 (digest §11). */
  readonly canDiscard: boolean;
  /** Knows `DLE ENQ` 2: goes on after a cutter error whose cause is gone (digest §11). */
  readonly recovers: boolean;
  /** Asked by `DLE EOT` 1–4 (§11), or by `DLE EOT` 14h with an answer of six bytes (§15). */
  readonly statusBy: 'dleEot' | 'sixBytes';
  /** What it tells unasked: bits for `GS a` or, by six bytes, for `GS E0h`; 0 where it has to be asked. */
  readonly automaticStatusMask: number;
  /** False where "paper there" may be a constant answer: believed once the sensor has shown anything else. */
  readonly paperSensorTrusted: boolean;
  readonly presenter: PresenterProfile | null;
  /** What a careful reader of the data sheet expects of it, for time limits. */
  readonly slowestMmPerSecond: number;
  /** From the print head to the blade: fed with every cut. */
  readonly headToCutterMm: number;
  /** Cuts no shorter piece; 0 where none is known. */
  readonly shortestPieceMm: number;
  /** Paper left when its near-end sensor strikes, m; a first guess, learnt with each roll. */
  readonly nearEndMetres: number;
  /** Largest module of a QR code it takes. */
  readonly qrModuleMost: number;
  /** Ways of printing pictures; `PLAIN_GRAPHICS` until the proof page showed more. */
  readonly graphics: PrinterGraphics;
};
