import { connect, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { hex, toHex, type RawPort } from '../../simulator-kit/raw-port.ts';
import { SimulatorProcess } from '../../simulator-kit/spawn-simulator.ts';
import { TestPrinter } from './test-printer.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const FENCE = hex('1D 28 48 06 00 30 30 30 30 34 32');
const CUT = hex('1D 56 41 00');
const SIX = hex('10 04 14');
const PRESENT = hex('1D 65 03 64');

let bench: TestPrinter | null = null;
afterEach(async () => {
  await bench?.end();
  bench = null;
});
const start = async (model: string): Promise<{ bench: TestPrinter; port: RawPort }> => {
  bench = new TestPrinter();
  return { bench, port: await bench.start('0', model) };
};

test('custom, §15: six bytes when asked, and the chosen ones at each change', async () => {
  const { bench: printer, port } = await start('custom');
  await port.write(SIX);
  expect(toHex(await port.read(6))).toBe('10 0F 00 00 00 00');
  await port.write(hex('1D E0 03'));
  await port.write([...ascii('x\n'), ...CUT, ...PRESENT]);
  expect(toHex(await port.read(12))).toBe('10 03 00 08 10 03 20 08 10 03 20 00');
  await printer.simulator.control({ do: 'takeTicket' });
  expect(toHex(await port.read(4))).toBe('10 03 00 00');
  await printer.simulator.control({ do: 'jam' });
  await printer.simulator.control({ do: 'cover', open: true });
  expect(toHex(await port.read(4))).toBe('10 03 00 02');
  await port.write(SIX);
  expect(toHex(await port.read(6))).toBe('10 0F 00 02 40 00');
  await printer.simulator.control({ do: 'nearEnd' });
  expect(toHex(await port.read(4))).toBe('10 03 04 02');
});

test('custom, §15: a ticket is held, handed out, taken back, thrown out', async () => {
  const { bench: printer, port } = await start('custom');
  const tickets = async (): Promise<unknown> => {
    await port.write(SIX);
    await port.read(6);
    const { receipts } = await printer.simulator.control({ do: 'receipts' });
    return (receipts as { ticket?: string }[]).map(({ ticket }) => ticket);
  };
  await port.write([...ascii('a\n'), ...CUT]);
  expect(await tickets()).toEqual(['inside']);
  await port.write(hex('1D 65 02'));
  expect(await tickets()).toEqual(['retracted']);
  await port.write([...ascii('b\n'), ...CUT, ...PRESENT]);
  expect(await tickets()).toEqual(['retracted', 'presented']);
  await port.write([...ascii('c\n'), ...CUT]);
  expect(await tickets()).toEqual(['retracted', 'ejected', 'inside']);
  await port.write(hex('1D 65 05'));
  expect(await tickets()).toEqual(['retracted', 'ejected', 'ejected']);
  await expect(printer.simulator.control({ do: 'takeTicket' })).rejects.toThrow(/no ticket/u);
});

test.each(['star', 'clone'])(
  '%s, §17: asked it answers; it knows no fence, no clear, nothing unasked',
  async (model) => {
    const { bench: printer, port } = await start(model);
    await port.write([...hex('1D 61 0E'), ...ascii('x'), ...FENCE, ...ascii('\n')]);
    await port.write(hex('10 14 08 01 03 14 01 06 02 08'));
    await printer.simulator.control({ do: 'paper', state: 'low' });
    await port.write(hex('10 04 04'));
    expect(toHex(await port.read(1))).toBe('1E');
    expect(await printer.simulator.control({ do: 'state' })).toMatchObject({ strays: 1 });
    await printer.simulator.control({ do: 'constantAnswers', on: true });
    await port.write(hex('10 04 04'));
    expect(toHex(await port.read(1))).toBe('12');
    expect(port.unread).toEqual([]);
  },
);

test('epson, §11: a jam is a mechanical error, over when freed and recovered from', async () => {
  const { bench: printer, port } = await start('epson');
  await printer.simulator.control({ do: 'jam' });
  await port.write(hex('10 05 02 10 04 03 10 04 14'));
  expect(toHex(await port.read(1))).toBe('16');
  await printer.simulator.control({ do: 'jam', on: false });
  await port.write(hex('10 04 03 10 05 02 10 04 03'));
  expect(toHex(await port.read(2))).toBe('16 12');
  expect(port.unread).toEqual([]);
});

test('a blade that sticks at the cut: nothing comes off until it is freed', async () => {
  const { bench: printer, port } = await start('epson');
  await printer.simulator.control({ do: 'cutterErrorAtCut' });
  await port.write([...ascii('x\n'), ...CUT, ...FENCE, ...hex('10 04 01')]);
  await port.read(1);
  await printer.simulator.control({ do: 'fault', state: 'none' });
  await port.write(hex('10 05 01'));
  expect(toHex(await port.read(7))).toBe('37 22 30 30 34 32 00');
  expect(await printer.receipts()).toHaveLength(1);
});

test('over TCP: one client at a time, and the same printer after a pulled cable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'escpos-tcp-'));
  const control = join(folder, 'control');
  const simulator = await SimulatorProcess.start(
    MAIN,
    ['--tcp', '0', '--control', control, '--out', folder],
    control,
  );
  const sockets: Socket[] = [];
  const open = async (): Promise<Socket> => {
    const { port } = await simulator.control({ do: 'state' });
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    sockets.push(socket);
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
    return socket;
  };
  const answer = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('data', (bytes: Buffer) => resolve(toHex(bytes)));
      socket.write(Uint8Array.from(hex('10 04 01')));
    });
  const ended = (socket: Socket): Promise<void> =>
    new Promise((resolve) => socket.once('close', () => resolve()));
  try {
    const first = await open();
    expect(await answer(first)).toBe('12');
    await ended(await open());
    expect(await answer(first)).toBe('12');
    const gone = ended(first);
    await simulator.control({ do: 'unplug' });
    await gone;
    await simulator.control({ do: 'plug' });
    expect(await answer(await open())).toBe('12');
  } finally {
    for (const socket of sockets) socket.destroy();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
