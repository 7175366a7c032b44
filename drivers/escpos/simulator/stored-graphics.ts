import { byScaleMode, fromColumns, fromRows, scaled, type Bitmap } from './bitmap.ts';

const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Pictures a printer keeps: the graphics buffer, keyed and numbered images, user characters. */
export class StoredGraphics {
  #buffer: Bitmap | null = null;
  #keyed = new Map<string, Bitmap>();
  #downloaded: Bitmap | null = null;
  #numbered: Bitmap[] = [];
  #characters = new Map<number, Bitmap>();
  usesCharacters = false;

  /** What `ESC @` forgets: user characters and the downloaded image; NV stays. */
  initialise(): void {
    this.#characters.clear();
    this.usesCharacters = false;
    this.#buffer = null;
    this.#downloaded = null;
  }

  /** `GS ( L`: the body from `30 fn` on. A picture to print now, `stored`, or `unknown` (digest §7). */
  takeGraphics(body: Uint8Array): Bitmap | 'stored' | 'unknown' {
    const [m, fn] = body;
    if (m !== 0x30 || fn === undefined) return 'unknown';
    if (fn === 2 || fn === 50) {
      const picture = this.#buffer;
      this.#buffer = null;
      return picture ?? 'stored';
    }
    if (fn === 112 || fn === 113) {
      const picture = picturedBy(body.subarray(6), body.subarray(10), fn === 113);
      this.#buffer = scaled(picture, body[3] === 2 ? 2 : 1, body[4] === 2 ? 2 : 1);
      return 'stored';
    }
    const group = fn >= 80 ? 'download' : 'nv';
    if (fn === 67 || fn === 68 || fn === 83 || fn === 84) {
      const picture = picturedBy(body.subarray(6), body.subarray(11), fn === 68 || fn === 84);
      this.#keyed.set(key(group, body[3], body[4]), picture);
      return 'stored';
    }
    if (fn === 69 || fn === 85) {
      const picture = this.#keyed.get(key(group, body[2], body[3]));
      return picture === undefined
        ? 'unknown'
        : scaled(picture, body[4] === 2 ? 2 : 1, body[5] === 2 ? 2 : 1);
    }
    if (fn === 65 || fn === 81) this.#forget((name) => name.startsWith(group));
    if (fn === 66 || fn === 82) this.#forget((name) => name === key(group, body[2], body[3]));
    // Questions and deletions leave nothing on paper.
    return [0, 1, 3, 4, 48, 49, 51, 52, 64, 65, 66, 80, 81, 82].includes(fn) ? 'stored' : 'unknown';
  }

  #forget(goes: (name: string) => boolean): void {
    for (const name of [...this.#keyed.keys()]) if (goes(name)) this.#keyed.delete(name);
  }

  /** `GS * x y d…` (digest §6). */
  download(parameters: Uint8Array): void {
    const [wide = 0, high = 0] = parameters;
    this.#downloaded = fromColumns(parameters.subarray(2), wide * 8, high);
  }

  downloaded(mode: number): Bitmap | null {
    return this.#downloaded && byScaleMode(this.#downloaded, mode);
  }

  /** `FS q n [xL xH yL yH d…]…`: replaces all numbered images. */
  number(parameters: Uint8Array): void {
    this.#numbered = [];
    let at = 1;
    for (let image = 0; image < (parameters[0] ?? 0); image++) {
      const [wide, high] = [u16(parameters, at), u16(parameters, at + 2)];
      at += 4;
      this.#numbered.push(fromColumns(parameters.subarray(at), wide * 8, high));
      at += wide * high * 8;
    }
  }

  numbered(n: number, mode: number): Bitmap | null {
    const picture = this.#numbered[n - 1];
    return picture === undefined ? null : byScaleMode(picture, mode);
  }

  /** `ESC & y c1 c2 [x d…]…`, in the cell of the font in use. */
  defineCharacters(parameters: Uint8Array, cell: { width: number; height: number }): void {
    const [high = 0, from = 0, to = 0] = parameters;
    let at = 3;
    for (let code = from; code <= to; code++) {
      const wide = parameters[at] ?? 0;
      const drawn = fromColumns(parameters.subarray(at + 1), wide, high);
      const dots = new Uint8Array(cell.width * cell.height);
      for (let y = 0; y < Math.min(cell.height, drawn.height); y++)
        for (let x = 0; x < Math.min(cell.width, wide); x++)
          dots[y * cell.width + x] = drawn.dots[y * wide + x] ?? 0;
      this.#characters.set(code, { ...cell, dots });
      at += 1 + wide * high;
    }
  }

  forgetCharacter(code: number): void {
    this.#characters.delete(code);
  }

  character(code: number): Bitmap | null {
    return this.usesCharacters ? (this.#characters.get(code) ?? null) : null;
  }
}

/** A picture of the size `xL xH yL yH`; its data by rows, or by columns in functions 113 and 68. */
const picturedBy = (size: Uint8Array, data: Uint8Array, byColumns: boolean): Bitmap => {
  const [width, height] = [u16(size, 0), u16(size, 2)];
  if (!byColumns) return fromRows(data, width, height);
  const drawn = fromColumns(data, width, Math.ceil(height / 8));
  return { width, height, dots: drawn.dots.slice(0, width * height) };
};

const key = (group: string, one: number | undefined, two: number | undefined): string =>
  `${group} ${String(one)} ${String(two)}`;
