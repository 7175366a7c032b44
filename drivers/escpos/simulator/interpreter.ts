import { byScaleMode, fromColumns, fromRows, scaled, type Bitmap } from './bitmap.ts';
import type { GlyphSource } from './glyphs.ts';
import { Line } from './line.ts';
import { Paper, PAPER_DOTS } from './paper.ts';
import { QR_DEFAULTS, qrBitmap, takeQrCommand, type QrSettings } from './qr.ts';
import { StoredGraphics } from './stored-graphics.ts';
import { CELLS, DEFAULT_STYLE, takeStyle, type TextStyle } from './text-style.ts';
import { prefixedData, tokenize, type Token } from './tokenizer.ts';

const DEFAULT_SPACING = 30;
/** From the head to the blade: some 12 mm at 8 dots/mm (digest §1.11). */
const HEAD_TO_CUTTER = 96;
/** Commands that leave nothing on paper. */
const INVISIBLE = new Set([
  0x0d, 0x1d61, 0x1d72, 0x1d49, 0x1d2848, 0x1d2844, 0x1b3d, 0x1b63, 0x1b70, 0x1b52, 0x1b55, 0x1b72,
  0x1c2e, 0x1c26, 0x1d50, 0x1d62, 0x1d54, 0x1d284b, 0x1d284e, 0x1d68, 0x1d77, 0x1d48, 0x1d66,
]);

const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** What the paper shows after `bytes`, from a freshly initialised printer. */
export const printOnPaper = (bytes: Uint8Array, glyphs: GlyphSource): Paper => {
  const interpreter = new Interpreter(glyphs);
  for (const { token, offset } of tokenize(bytes)) interpreter.take(token, offset);
  return interpreter.finish();
};

class Interpreter {
  readonly #glyphs: GlyphSource;
  readonly #paper = new Paper();
  #y = 0;
  #line = new Line();
  #style: TextStyle = { ...DEFAULT_STYLE };
  #spacing = DEFAULT_SPACING;
  #justify: 0 | 1 | 2 = 0;
  #margin = 0;
  #areaWidth = PAPER_DOTS;
  #tabs: readonly number[] | null = null;
  #qr: QrSettings = { ...QR_DEFAULTS };
  #graphics = new StoredGraphics();

  constructor(glyphs: GlyphSource) {
    this.#glyphs = glyphs;
  }

  get #area(): number {
    return Math.min(this.#areaWidth, PAPER_DOTS - this.#margin);
  }

  finish(): Paper {
    this.#paper.reach(this.#y);
    return this.#paper;
  }

  take(token: Token, offset: number): void {
    if (token.kind === 'realtime') return;
    if (token.kind === 'text') return this.#text(token.bytes);
    const parameters = token.bytes.subarray(2);
    const known =
      token.kind === 'command' &&
      (INVISIBLE.has(token.code) ||
        takeStyle(this.#style, token.code, parameters[0] ?? 0) ||
        this.#moves(token.code, parameters) ||
        this.#atLineStart(token.code, parameters) ||
        this.#pictures(token, parameters));
    if (!known) this.#paper.unknown.push({ offset, hex: Buffer.from(token.bytes).toString('hex') });
  }

  #text(bytes: Uint8Array): void {
    for (const byte of bytes) {
      const width = CELLS[this.#style.font].width * this.#style.across;
      if (this.#line.cursor + width > this.#area) this.#printLine(this.#spacing);
      this.#line.addCharacter(byte, this.#style, this.#glyphs, this.#graphics.character(byte));
    }
  }

  /** Prints the buffer and feeds at least `feed` dots, at least its own height. */
  #printLine(feed: number): void {
    const { height, extent } = this.#line;
    if (!this.#line.isEmpty) this.#line.print(this.#paper, this.#left(extent), this.#y);
    this.#y += Math.max(feed, height);
    this.#line = new Line();
  }

  /** Where something `width` dots wide begins, by margin and justification. */
  #left(width: number): number {
    const free = Math.max(0, this.#area - width);
    return this.#margin + (this.#justify === 0 ? 0 : this.#justify === 1 ? free >>> 1 : free);
  }

  /** Feeds, positions and what resets them (digest §3). */
  #moves(code: number, parameters: Uint8Array): boolean {
    const n = parameters[0] ?? 0;
    switch (code) {
      case 0x0a:
        this.#printLine(this.#spacing);
        return true;
      case 0x09:
        this.#tab();
        return true;
      case 0x1b40: // ESC @
        this.#initialise();
        return true;
      case 0x1b4a: // ESC J
        this.#printLine(n);
        return true;
      case 0x1b64: // ESC d
        for (let line = 0; line < n; line++) this.#printLine(this.#spacing);
        if (n === 0) this.#printLine(0);
        return true;
      case 0x1b32: // ESC 2
        this.#spacing = DEFAULT_SPACING;
        return true;
      case 0x1b33: // ESC 3
        this.#spacing = n;
        return true;
      case 0x1b24: // ESC $: outside the area it is ignored
        if (u16(parameters, 0) < this.#area) this.#line.cursor = u16(parameters, 0);
        return true;
      case 0x1b5c: {
        const to = this.#line.cursor + ((u16(parameters, 0) << 16) >> 16);
        if (to >= 0 && to < this.#area) this.#line.cursor = to;
        return true;
      }
      case 0x1b44: // ESC D
        this.#tabs = [...parameters].slice(0, -1);
        return true;
      default:
        return false;
    }
  }

  #tab(): void {
    const unit = CELLS[this.#style.font].width;
    const stops = this.#tabs ?? Array.from({ length: 32 }, (_, i) => (i + 1) * 8);
    const next = stops.map((stop) => stop * unit).find((stop) => stop > this.#line.cursor);
    if (next !== undefined) this.#line.cursor = next;
  }

  #initialise(): void {
    this.#line = new Line();
    this.#style = { ...DEFAULT_STYLE };
    this.#spacing = DEFAULT_SPACING;
    this.#justify = 0;
    this.#margin = 0;
    this.#areaWidth = PAPER_DOTS;
    this.#tabs = null;
    this.#qr = { ...QR_DEFAULTS };
    this.#graphics.initialise();
  }

  /** What counts only while the line is empty (digest §1.8); elsewhere it is reported as unknown. */
  #atLineStart(code: number, parameters: Uint8Array): boolean {
    const n = parameters[0] ?? 0;
    if (!this.#line.isEmpty || this.#line.cursor > 0) return false;
    switch (code) {
      case 0x1b61: // ESC a
        this.#justify = ([0, 1, 2] as const)[n >= 48 ? n - 48 : n] ?? this.#justify;
        return true;
      case 0x1d4c: // GS L
        this.#margin = u16(parameters, 0);
        return true;
      case 0x1d57: // GS W
        this.#areaWidth = u16(parameters, 0);
        return true;
      case 0x1b69:
      case 0x1b6d:
        this.#cut();
        return true;
      case 0x1d56: // GS V
        if (n >= 65) this.#y += HEAD_TO_CUTTER + (parameters[1] ?? 0);
        this.#cut();
        return true;
      case 0x1d76: // GS v 0
        this.#put(
          byScaleMode(
            fromRows(parameters.subarray(6), u16(parameters, 2) * 8, u16(parameters, 4)),
            parameters[1] ?? 0,
          ),
        );
        return true;
      case 0x1d2f: // GS /
        return this.#putIfThere(this.#graphics.downloaded(n));
      case 0x1c70: // FS p
        return this.#putIfThere(this.#graphics.numbered(n, parameters[1] ?? 0));
      default:
        return false;
    }
  }

  #cut(): void {
    this.#paper.reach(this.#y);
    this.#paper.elements.push({ kind: 'cut', y: Math.max(0, this.#y - HEAD_TO_CUTTER) });
  }

  /** A picture on lines of its own; feeds its height. */
  #put(bitmap: Bitmap): void {
    const x = this.#left(bitmap.width);
    const { width, height } = bitmap;
    this.#paper.draw(clipped(bitmap, this.#margin + this.#area - x), x, this.#y);
    this.#paper.elements.push({ kind: 'image', x, y: this.#y, width, height });
    this.#y += height;
  }

  #putIfThere(bitmap: Bitmap | null): boolean {
    if (bitmap !== null) this.#put(bitmap);
    return bitmap !== null;
  }

  /** Column images, stored graphics, user characters, QR codes (digest §6–8). */
  #pictures(token: Token, parameters: Uint8Array): boolean {
    switch (token.code) {
      case 0x1b2a: {
        const mode = parameters[0] ?? 0;
        const columns = fromColumns(parameters.subarray(3), u16(parameters, 1), mode >= 32 ? 3 : 1);
        const single = mode === 0 || mode === 32;
        this.#line.addPicture(scaled(columns, single ? 2 : 1, mode >= 32 ? 1 : 3));
        return true;
      }
      case 0x1b26:
        this.#graphics.defineCharacters(parameters, CELLS[this.#style.font]);
        return true;
      case 0x1b25:
        this.#graphics.usesCharacters = ((parameters[0] ?? 0) & 1) === 1;
        return true;
      case 0x1b3f:
        this.#graphics.forgetCharacter(parameters[0] ?? 0);
        return true;
      case 0x1d2a:
        this.#graphics.download(parameters);
        return true;
      case 0x1c71:
        this.#graphics.number(parameters);
        return true;
      case 0x1d284c: {
        const result = this.#graphics.takeGraphics(prefixedData(token));
        if (typeof result === 'string') return result === 'stored';
        return this.#line.isEmpty && this.#putIfThere(result);
      }
      case 0x1d286b:
        return this.#code(prefixedData(token));
      default:
        return false;
    }
  }

  #code(body: Uint8Array): boolean {
    const done = takeQrCommand(this.#qr, body);
    if (done !== 'print') return done !== 'unknown';
    const symbol = this.#line.isEmpty ? qrBitmap(this.#qr) : null;
    // Wider than the area: nothing is printed (digest §8).
    if (symbol === null || symbol.width > this.#area) return false;
    const text = new TextDecoder().decode(this.#qr.data);
    this.#paper.draw(symbol, this.#left(symbol.width), this.#y);
    this.#paper.elements.push({ kind: 'qr', text, y: this.#y });
    this.#y += symbol.height;
    return true;
  }
}

/** What exceeds the printing area on the right is not printed. */
const clipped = (bitmap: Bitmap, width: number): Bitmap => {
  if (bitmap.width <= width) return bitmap;
  const dots = new Uint8Array(width * bitmap.height);
  for (let y = 0; y < bitmap.height; y++)
    dots.set(bitmap.dots.subarray(y * bitmap.width, y * bitmap.width + width), y * width);
  return { width, height: bitmap.height, dots };
};
