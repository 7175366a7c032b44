import qrcode from 'qrcode-generator';
import type { Bitmap } from './bitmap.ts';

export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** What `GS ( k` set for QR codes (digest §8). */
export type QrSettings = {
  module: number;
  level: QrLevel;
  data: Uint8Array;
};

export const QR_DEFAULTS: Readonly<QrSettings> = { module: 3, level: 'L', data: new Uint8Array() };

/** Takes one `GS ( k` body that begins with 31; `print` and `size` are left to the caller. */
export const takeQrCommand = (
  settings: QrSettings,
  body: Uint8Array,
): 'set' | 'print' | 'size' | 'unknown' => {
  const [family, fn, n] = body;
  if (family !== 0x31) return 'unknown';
  switch (fn) {
    case 65:
      return 'set';
    case 67:
      if (n !== undefined && n >= 1 && n <= 16) settings.module = n;
      return 'set';
    case 69:
      settings.level = (['L', 'M', 'Q', 'H'] as const)[(n ?? 0x30) - 0x30] ?? settings.level;
      return 'set';
    case 80:
      settings.data = body.slice(3);
      return 'set';
    case 81:
      return 'print';
    case 82:
      return 'size';
    default:
      return 'unknown';
  }
};

/** The symbol without quiet zone, each module `settings.module` dots wide; `null` where nothing fits. */
export const qrBitmap = (settings: Readonly<QrSettings>): Bitmap | null => {
  if (settings.data.length === 0) return null;
  const symbol = qrcode(0, settings.level);
  // One character a byte: the library takes the low eight bits of each.
  symbol.addData(Buffer.from(settings.data).toString('latin1'), 'Byte');
  try {
    symbol.make();
  } catch {
    return null;
  }
  const count = symbol.getModuleCount();
  const size = count * settings.module;
  const dots = new Uint8Array(size * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (symbol.isDark(Math.floor(y / settings.module), Math.floor(x / settings.module)))
        dots[y * size + x] = 1;
  return { width: size, height: size, dots };
};
