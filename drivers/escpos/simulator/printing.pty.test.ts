import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hex, toHex, type RawPort } from '../../simulator-kit/raw-port.ts';
import { TestPrinter } from './test-printer.ts';

let bench: TestPrinter;
let port: RawPort;
beforeEach(async () => {
  bench = new TestPrinter();
  port = await bench.start();
});
afterEach(() => bench.end());

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const CUT = hex('1D 56 42 00');
const CLEAR = hex('10 14 08 01 03 14 01 06 02 08');
const fence = (id: string): number[] => [...hex('1D 28 48 06 00 30 30'), ...ascii(id)];
const printed = async (): Promise<string> => toHex(await port.read(7));

/** Waits until a fault has stopped the printer. */
const stopped = async (): Promise<void> => {
  for (;;) {
    const state = await bench.simulator.control({ do: 'state' });
    if (state['offline'] === true) return;
  }
};

test('a piece is the exact bytes up to its cut; the fence behind it is the next one’s', async () => {
  await port.write([...hex('1B 40'), ...ascii('one\n'), ...CUT, ...fence('0001')]);
  expect(await printed()).toBe('37 22 30 30 30 31 00');
  await port.write([...ascii('two\n'), ...CUT, ...fence('0002')]);
  await printed();
  const receipts = await bench.receipts();
  expect(receipts.map(({ content, complete }) => [content, complete])).toEqual([
    ['\x1b@one\n\x1dVB\0', true],
    [`${Buffer.from(fence('0001')).toString('latin1')}two\n\x1dVB\0`, true],
  ]);
  const { file } = await bench.simulator.control({ do: 'wire' });
  expect(readFileSync(String(file), 'latin1')).toContain('two\n');
});

test('paper out in the middle: nothing answered; a new roll carries the rest', async () => {
  await bench.simulator.control({ do: 'paperOutAfter', bytes: 6 });
  await port.write([...ascii('half a receipt\n'), ...CUT, ...fence('0001')]);
  await stopped();
  await port.write(hex('10 04 04'));
  expect(await port.read(1)).toEqual([0x72]);
  await bench.simulator.control({ do: 'paper', state: 'full' });
  expect(await printed()).toBe('37 22 30 30 30 31 00');
  expect((await bench.receipts()).map(({ content, complete }) => [content, complete])).toEqual([
    ['half a', false],
    [' receipt\n\x1dVB\0', false],
  ]);
});

test('paper out, cleared before the refill: the rest never comes, the reprint is whole', async () => {
  await bench.simulator.control({ do: 'paperOutAfter', bytes: 6 });
  await port.write([...ascii('half a receipt\n'), ...CUT, ...fence('0001')]);
  await stopped();
  await port.write(CLEAR);
  expect(toHex(await port.read(3))).toBe('37 25 00');
  await bench.simulator.control({ do: 'paper', state: 'full' });
  await port.write([...ascii('whole\n'), ...CUT, ...fence('0002')]);
  expect(await printed()).toBe('37 22 30 30 30 32 00');
  expect((await bench.receipts()).map(({ content, complete }) => [content, complete])).toEqual([
    ['half a', false],
    ['whole\n\x1dVB\0', true],
  ]);
});

test('cover opened in the middle: 44 and 40 show; closed, it goes on on the same paper', async () => {
  await bench.simulator.control({ do: 'coverOpenAfter', bytes: 4 });
  await port.write([...ascii('line one\nline two\n'), ...CUT, ...fence('0001')]);
  await stopped();
  await port.write(hex('10 04 02 10 04 03'));
  expect(toHex(await port.read(2))).toBe('56 52');
  await bench.simulator.control({ do: 'cover', open: false });
  await printed();
  expect((await bench.receipts()).map(({ content }) => content)).toEqual([
    'line one\nline two\n\x1dVB\0',
  ]);
});

test('cleared while something hangs out: that piece is broken', async () => {
  await bench.simulator.control({ do: 'coverOpenAfter', bytes: 4 });
  await port.write(ascii('line one\n'));
  await stopped();
  await port.write(CLEAR);
  await port.read(3);
  await bench.simulator.control({ do: 'cover', open: false });
  await port.write([...CUT, ...ascii('again\n'), ...CUT, ...fence('0001')]);
  await printed();
  expect((await bench.receipts()).map(({ complete }) => complete)).toEqual([false, true]);
});

test('a fault inside a picture strikes behind it; bytes lost by an overrun are lost', async () => {
  await bench.simulator.control({ do: 'paperOutAfter', bytes: 10 });
  await port.write([...hex('1D 76 30 00 02 00 02 00 FF FF 00 00'), ...ascii('x\n')]);
  await stopped();
  expect(await bench.simulator.control({ do: 'state' })).toMatchObject({ waiting: 2, hanging: 12 });
  await bench.simulator.control({ do: 'paper', state: 'full' });
  await bench.simulator.control({ do: 'dropBytes', bytes: 3 });
  await port.write([...ascii('abcdef\n'), ...CUT, ...fence('0001')]);
  await printed();
  expect((await bench.receipts()).at(-1)?.content).toBe('x\ndef\n\x1dVB\0');
});

test('a power cycle in the middle loses what waits, without a word', async () => {
  await bench.simulator.control({ do: 'coverOpenAfter', bytes: 4 });
  await port.write([...ascii('line one\n'), ...CUT, ...fence('0001')]);
  await stopped();
  await bench.simulator.control({ do: 'powerCycle' });
  await bench.simulator.control({ do: 'cover', open: false });
  await port.write([...CUT, ...fence('0002')]);
  expect(await printed()).toBe('37 22 30 30 30 32 00');
  expect(await bench.receipts()).toMatchObject([{ complete: false, content: 'line\x1dVB\0' }]);
});

test('at a pace a fence comes after its lines; a clear stops them', async () => {
  await bench.simulator.control({ do: 'pace', ms: 60_000 });
  await port.write([...ascii('never\n'), ...CUT, ...fence('0001'), ...CLEAR]);
  expect(toHex(await port.read(3))).toBe('37 25 00');
  await bench.simulator.control({ do: 'pace', ms: 0 });
  expect(await bench.simulator.control({ do: 'state' })).toMatchObject({ waiting: 0 });
  expect(await bench.receipts()).toEqual([]);
});

test('a restarted printer goes on numbering and still knows its receipts', async () => {
  await port.write([...ascii('one\n'), ...CUT, ...fence('0001')]);
  await printed();
  await bench.simulator.stop('SIGKILL');
  port = await bench.start();
  await port.write([...ascii('two\n'), ...CUT, ...fence('0002')]);
  await printed();
  expect((await bench.receipts()).map(({ file }) => file.slice(-19))).toEqual([
    'receipt-0001.escpos',
    'receipt-0002.escpos',
  ]);
});
