/** How far the paper has moved, told from the bytes that went out (digest §3, §6–9). */
import { createCommandReader, type ReadCommand } from '../codec/command-reader.ts';
import { qrModules } from '../codec/qr.ts';
import type { PrinterProfile } from '../profiles/profile.ts';

const MM_PER_INCH = 25.4;
const LINES_PER_INCH = 6;
const COLUMN_DOTS = 24;
const BARCODE_DOTS = 162;

export type PaperCounter = {
  push(bytes: Uint8Array): void;
  /** Millimetres fed since the last call. */
  take(): number;
  /** Bytes the printer still waits for to end the command it was given. */
  readonly missing: number;
  /** Its buffers were emptied. */
  reset(): void;
};

type Lines = {
  /** Dots the line under way is high. */
  height: number;
  spacing: number;
  font: 'A' | 'B';
  times: number;
};

const lowHighAt = (head: readonly number[], at: number): number =>
  (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8);

/** Heights of pictures it was given to keep, and settings that make a picture higher. */
const createPictures = () => {
  const kept = new Map<string, number>();
  let buffered = 0;
  let module = 3;
  let qrBytes = 0;

  const graphics = (head: readonly number[]): number => {
    const body = head.slice(head[1] === 0x38 ? 7 : 5);
    const [, fn = 0] = body;
    const group = fn >= 80 && fn < 112 ? 'download' : 'nv';
    const name = (at: number): string => `${group}${body[at] ?? 0},${body[at + 1] ?? 0}`;
    if (fn === 112 || fn === 113) buffered = lowHighAt(body, 8) * (body[4] ?? 1);
    if ([67, 68, 83, 84].includes(fn)) kept.set(name(3), lowHighAt(body, 8));
    if (fn === 69 || fn === 85) return (kept.get(name(2)) ?? 0) * (body[5] ?? 1);
    if (fn !== 2 && fn !== 50) return 0;
    const printed = buffered;
    buffered = 0;
    return printed;
  };

  const qr = (head: readonly number[]): number => {
    const [, fn, value = 0] = head.slice(5);
    if (head[5] !== 0x31) return 0;
    if (fn === 67) module = value;
    if (fn === 80) qrBytes = Math.max(1, lowHighAt(head, 3) - 3);
    return fn === 81 ? (qrModules('x'.repeat(qrBytes)) ?? 0) * module : 0;
  };

  return { graphics, qr };
};

export const createPaperCounter = (profile: PrinterProfile): PaperCounter => {
  const reader = createCommandReader();
  const pictures = createPictures();
  const usual = (): Lines => ({
    height: 0,
    spacing: Math.round(profile.dotsPerInch / LINES_PER_INCH),
    font: 'A',
    times: 1,
  });
  let lines = usual();
  let barcode = BARCODE_DOTS;
  let dots = 0;

  const line = (feed: number): number => {
    const moved = Math.max(feed, lines.height);
    lines.height = 0;
    return moved;
  };
  const ink = (height: number): number => {
    lines.height = Math.max(lines.height, height);
    return 0;
  };
  const cutterDots = (profile.headToCutterMm * profile.dotsPerInch) / MM_PER_INCH;

  const moved = ({ code, head }: ReadCommand): number => {
    const [, , n = 0, m = 0] = head;
    switch (code) {
      case 0:
        return ink(profile[lines.font === 'A' ? 'fontA' : 'fontB'].height * lines.times);
      case 0x0a:
        return line(lines.spacing);
      case 0x1b40:
        lines = usual();
        return 0;
      case 0x1b4a:
        return line(n);
      case 0x1b64:
        return n === 0 ? 0 : line(lines.spacing) + (n - 1) * lines.spacing;
      case 0x1b33:
        lines.spacing = n;
        return 0;
      case 0x1b32:
        lines.spacing = usual().spacing;
        return 0;
      case 0x1b21:
        lines.font = (n & 1) === 1 ? 'B' : 'A';
        lines.times = (n & 0x10) === 0 ? 1 : 2;
        return 0;
      case 0x1b4d:
        lines.font = n === 1 || n === 49 ? 'B' : 'A';
        return 0;
      case 0x1d21:
        lines.times = (n & 0x07) + 1;
        return 0;
      case 0x1b2a:
        return ink(COLUMN_DOTS);
      case 0x1d76:
        return lowHighAt(head, 6) * ((m & 2) === 0 ? 1 : 2);
      case 0x1d284c:
        return pictures.graphics(head);
      case 0x1d286b:
        return pictures.qr(head);
      case 0x1d68:
        barcode = n;
        return 0;
      case 0x1d6b:
        return barcode;
      case 0x1d56:
        return n >= 65 ? cutterDots + m : 0;
      default:
        return 0;
    }
  };

  return {
    push: (bytes) => {
      for (const command of reader.push(bytes)) dots += moved(command);
    },
    take: () => {
      const mm = (dots * MM_PER_INCH) / profile.dotsPerInch;
      dots = 0;
      return mm;
    },
    get missing() {
      return reader.missing;
    },
    reset: () => {
      reader.reset();
      lines.height = 0;
    },
  };
};
