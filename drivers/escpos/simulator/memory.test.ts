import { describe, expect, it } from 'vitest';
import { hex as parse, toHex } from '../../simulator-kit/raw-port.ts';
import { PrinterMemory } from './memory.ts';
import { printOnPaper } from './interpreter.ts';
import { noGlyphs } from './glyphs.ts';
import { tokenize } from './tokenizer.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(parse(text));

const character = `1B 26 03 41 41 01 FF FF FF`;
const download = (key: string): string => `1D 28 4C 0C 00 30 53 30 ${key} 01 08 00 01 00 31 AA`;
const nv = `1D 28 4C 0C 00 30 43 30 4E 31 01 08 00 01 00 31 55`;

const holding = (...commands: readonly string[]): PrinterMemory => {
  const memory = new PrinterMemory();
  for (const { token } of tokenize(hex(commands.join(' ')))) memory.take(token);
  return memory;
};
const keys = (memory: PrinterMemory, fn: '40' | '50'): string =>
  toHex(memory.keyList(hex(`30 ${fn} 4B 4C`)) ?? new Uint8Array());

describe('what a printer keeps (digest §6, §7)', () => {
  it('lists its keys, the empty list too', () => {
    const memory = holding(download('44 31'), nv, download('44 30'));
    expect(keys(memory, '50')).toBe(toHex(hex('37 72 40 44 30 44 31 00')));
    expect(keys(memory, '40')).toBe(toHex(hex('37 72 40 4E 31 00')));
    expect(keys(holding(), '50')).toBe(toHex(hex('37 72 40 00')));
    expect(memory.keyList(hex('30 51 43 4C 52'))).toBeNull();
  });

  it('says that there are more than forty', () => {
    const many = Array.from({ length: 41 }, (_, i) => download(`44 ${(0x20 + i).toString(16)}`));
    expect(keys(holding(...many), '50').length).toBe(keys(holding(...many.slice(1)), '50').length);
    expect(holding(...many).keyList(hex('30 50 4B 4C'))?.[2]).toBe(0x41);
  });

  it('forgets characters at ESC @, downloads at power-off, one key or all when told', () => {
    const memory = holding(character, download('44 31'), nv, '1B 40');
    expect(toHex(memory.bytes)).toBe(toHex(hex(`${download('44 31')} ${nv}`)));
    memory.powerOff();
    expect(toHex(memory.bytes)).toBe(toHex(hex(nv)));
    const gone = holding(download('44 31'), download('44 32'), '1D 28 4C 04 00 30 52 44 31');
    expect(keys(gone, '50')).toBe(toHex(hex('37 72 40 44 32 00')));
    expect(keys(holding(download('44 31'), '1D 28 4C 05 00 30 51 43 4C 52'), '50')).toBe(
      toHex(hex('37 72 40 00')),
    );
  });

  it('brings a fresh printer to the same state', () => {
    const memory = holding(character, download('44 31'));
    const use = hex('1B 25 01 41 1B 25 00 0A 1D 28 4C 06 00 30 55 44 31 02 01');
    const { elements, unknown } = printOnPaper(Buffer.concat([memory.bytes, use]), noGlyphs);
    expect(unknown).toEqual([]);
    expect(elements).toEqual([
      { kind: 'image', x: 0, y: 0, width: 12, height: 24 },
      { kind: 'image', x: 0, y: 30, width: 16, height: 1 },
    ]);
  });
});
