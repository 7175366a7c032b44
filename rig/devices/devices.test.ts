/** The technician's tool as a process, against simulators as processes on pseudo-terminals. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { FakeTree } from '../../drivers/discovery/testing/device-tree.ts';
import { SimulatorProcess } from '../../drivers/simulator-kit/spawn-simulator.ts';
import { beginPayment, openBench } from '../../engine/testing/sample.ts';
import { DevicesCli, runCli, writeKiosk } from './testing/cli.ts';

const DRIVERS = join(import.meta.dirname, '..', '..', 'drivers');
/** The simulated cards' numbers, their first eight digits; which is put in changes. */
const CARDS = ['42424242', '55555555', '99999900'];
const WIPED_NUMBER = `22f0f8${'00'.repeat(8)}`;
const EPSON = { vendorId: '04b8', productId: '0e03', serialNumber: 'EP1', port: '1-2.4' };
const FTDI = { vendorId: '0403', productId: '6001', serialNumber: 'FT9', port: '1-1' };

let folder: string;
let terminal: SimulatorProcess;
let printer: SimulatorProcess;
let fake: FakeTree;
let kiosk: string;
let run = 0;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devices-'));
  terminal = await SimulatorProcess.start(
    join(DRIVERS, 'zvt/simulator/main.ts'),
    ['--link', at('terminal'), '--control', at('t.sock'), '--memory', at('memory.json')].concat([
      '--pace',
      '5',
      '--auto-card',
    ]),
    at('t.sock'),
  );
  printer = await SimulatorProcess.start(
    join(DRIVERS, 'escpos/simulator/main.ts'),
    ['--link', at('printer'), '--control', at('p.sock'), '--out', at('out'), '--pace', '0'],
    at('p.sock'),
  );
});
afterAll(async () => {
  await Promise.all([terminal.stop(), printer.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  run += 1;
  fake = new FakeTree(mkdtempSync(at('tree-')));
  fake.usbSerial('ttyUSB3', FTDI, 'ftdi_sio');
  fake.node('ttyUSB3', at('terminal'));
  fake.printer('lp0', EPSON, 'MFG:EPSON;');
  kiosk = writeKiosk(folder, {
    terminal: {
      driver: 'zvt',
      transport: 'serial',
      path: { vendorId: '0403', productId: '6001', serialNumber: 'FT9' },
    },
    printer: { driver: 'escpos', transport: 'serial', path: at('printer'), baudRate: 921_600 },
  });
});
let running: DevicesCli[] = [];
afterEach(async () => {
  await Promise.all(running.map((cli) => cli.stop('SIGKILL')));
  running = [];
});

const common = (): readonly string[] => [
  '--config',
  kiosk,
  '--sys',
  fake.tree.sys,
  '--dev',
  fake.tree.dev,
];
const devices = (...args: readonly string[]) => runCli(...args, ...common());
const begin = (...args: readonly string[]): DevicesCli => {
  const cli = new DevicesCli([...args, ...common()]);
  running.push(cli);
  return cli;
};
const file = (name: string): string => at(`${String(run)}-${name}`);

test('list: what each is, which role binds it, who holds it', async () => {
  fake.hid(
    'hidraw0',
    { vendorId: '0c2e', productId: '0b61', port: '1-3' },
    Buffer.from('068c000902a101c0', 'hex'),
  );
  const { code, cli } = await devices('list', '--json');
  expect(code).toBe(0);
  expect(cli.told).toMatchObject([
    {
      devices: [
        {
          node: join(fake.tree.dev, 'ttyUSB3'),
          usb: FTDI,
          roles: ['terminal'],
          likely: [{ role: 'terminal', because: 'adapterChip' }, {}, {}, {}, {}],
          holders: [{ pid: terminal.child.pid }, {}],
        },
        { kind: 'hid', roles: [], likely: [{ role: 'scanner', how: 'sure' }] },
        { kind: 'usbPrinter', likely: [{ role: 'printer', name: 'Epson' }] },
      ],
      missing: [],
    },
  ]);
  const said = await devices('list', '--lang', 'ar');
  expect(said.cli.out).toContain('مرتبط بدور: جهاز البطاقات');
});

test('list: a bound device that is not there, or another in its place', async () => {
  fake.unplug(FTDI.port);
  const gone = await devices('list', '--json');
  expect(gone.cli.told).toMatchObject([
    { missing: [{ role: 'terminal', problem: 'noSuchDevice' }] },
  ]);
});

test('status: everything configured is opened, asked and closed', async () => {
  const { code, cli } = await devices('status', '--json');
  expect(cli.told).toMatchObject([
    {
      devices: [
        { role: 'terminal', state: 'online', ready: true, problem: null },
        { role: 'printer', state: 'online', paper: 'full', problem: null },
      ],
    },
  ]);
  expect(code).toBe(0);
  expect((await devices('status')).cli.out).toMatch(
    /card terminal: ready.*\nreceipt printer: ready/u,
  );
});

test('status: what an engine holds is left alone, and who holds it is said', async () => {
  const holder = begin('monitor', 'terminal');
  await holder.until('registration');
  const { code, cli } = await devices('status', '--json', '--role', 'terminal');
  expect(code).toBe(75);
  const [answer] = cli.told as readonly {
    devices: { problem: string; holders: { pid: number }[] }[];
  }[];
  expect(answer?.devices[0]?.problem).toBe('inUse');
  expect(answer?.devices[0]?.holders.map(({ pid }) => pid)).toContain(holder.pid);
  expect(await holder.stop()).toBe(130);
});

test('status: one that is not plugged in', async () => {
  fake.unplug(FTDI.port);
  const { code, cli } = await devices('status');
  expect(code).toBe(69);
  expect(cli.out).toContain('card terminal: not found');
});

test('print-test: the proof page is on paper, and the printer confirmed it', async () => {
  const { code, cli } = await devices('print-test', '--json');
  expect(cli.told).toMatchObject([{ outcome: { status: 'printed' } }]);
  expect(code).toBe(0);
  const { receipts } = (await printer.control({ do: 'receipts' })) as {
    receipts: { file: string }[];
  };
  expect(existsSync(receipts.at(-1)?.file ?? '')).toBe(true);
  await printer.control({ do: 'cover', open: true });
  const open = await devices('print-test');
  expect(open.code).toBe(1);
  expect(open.cli.out).toContain('coverOpen');
  await printer.control({ do: 'cover', open: false });
});

const transactions = async () =>
  (await terminal.control({ do: 'transactions' }))['transactions'] as readonly {
    kind: string;
    amountFils: number;
    status: string;
  }[];

test('scan: the first thing held before a reader', async () => {
  const scanner = await SimulatorProcess.start(
    join(DRIVERS, 'scanner/simulator/main.ts'),
    ['--link', at('scanner'), '--control', at('s.sock')],
    at('s.sock'),
  );
  kiosk = writeKiosk(folder, {
    terminal: { driver: 'zvt', transport: 'serial', path: at('terminal') },
    printer: { driver: 'escpos', transport: 'serial', path: at('printer') },
    scanner: { driver: 'scanner', transport: 'serial', path: at('scanner') },
  });
  const waiting = begin('scan');
  await waiting.until('before the reader');
  await scanner.control({ do: 'scan', text: 'EWA-10000001' });
  expect(await waiting.ended).toBe(0);
  expect(waiting.out).toContain('bar code scanner: code EWA-10000001');
  const none = await devices('scan', '--seconds', '1', '--json');
  expect([none.code, none.cli.told]).toEqual([1, [{ scan: null }]]);
  await scanner.stop();
  expect((await devices('scan', '--seconds', '1')).code).toBe(69);
});

test('pay-test: without --yes only the warning; with it one payment and its reversal', async () => {
  const before = (await transactions()).length;
  const warned = await devices('pay-test', '--fils', '150');
  expect([warned.code, (await transactions()).length]).toEqual([64, before]);
  expect(warned.cli.out).toContain('BHD 0.150');
  const paid = await devices('pay-test', '--fils', '150', '--yes', '--json');
  expect(paid.cli.told).toMatchObject([
    { authorisation: { amountFils: 150 }, reversal: { kind: 'reversed' } },
  ]);
  expect(paid.code).toBe(0);
  expect((await transactions()).slice(before)).toMatchObject([
    { kind: 'payment', amountFils: 150, status: 'reversed' },
    { kind: 'reversal', amountFils: 150 },
  ]);
});

test('pay-test: declined, nothing to reverse', async () => {
  await terminal.control({ do: 'decline' });
  const { code, cli } = await devices('pay-test', '--fils', '150', '--yes');
  expect(code).toBe(1);
  expect(cli.out).toContain('Nothing was charged');
});

test('pay-test: while an engine runs, or a payment is in doubt, the terminal is not touched', async () => {
  const before = (await transactions()).length;
  const bench = openBench(join(folder, 'data'), systemClock);
  const held = await devices('pay-test', '--fils', '150', '--yes', '--json');
  expect([held.code, held.cli.told[0]?.['error']]).toEqual([75, 'inUse']);
  beginPayment(bench);
  bench.journal.close();
  const owed = await devices('pay-test', '--fils', '150', '--yes', '--json');
  expect([owed.code, owed.cli.told[0]?.['error']]).toEqual([1, 'unsettled']);
  expect((await transactions()).length).toBe(before);
  rmSync(join(folder, 'data'), { recursive: true });
});

test('record and replay: a payment with its card number in clear, which is in no file', async () => {
  await terminal.control({ do: 'fullPan' });
  const session = file('session.jsonl');
  const paid = await devices('pay-test', '--fils', '150', '--yes', '--record', session);
  expect(paid.code).toBe(0);
  const recorded = readFileSync(session, 'utf8');
  for (const card of CARDS) expect(recorded).not.toContain(card);
  expect(recorded).toContain(WIPED_NUMBER);
  const times = recorded
    .split('\n')
    .slice(1, -1)
    .map((line) => (JSON.parse(line) as { ms: number }).ms);
  expect(times.length).toBeGreaterThan(20);
  expect(times).toEqual([...times].sort((a, b) => a - b));

  // The played terminal stands where the real one did.
  const played = file('played');
  fake.node('ttyUSB3', played);
  const stage = begin('replay', session, '--link', played, '--json', '--fast');
  await stage.until('"ready"');
  const again = await devices('pay-test', '--fils', '150', '--yes');
  expect(again.code).toBe(0);
  expect([await stage.ended, stage.told.at(-1)?.['kind']]).toEqual([0, 'equal']);

  const other = begin('replay', session, '--link', played, '--json', '--fast');
  await other.until('"ready"');
  expect((await devices('pay-test', '--fils', '151', '--yes')).code).toBe(2);
  expect([await other.ended, other.told.at(-1)?.['kind']]).toEqual([1, 'differs']);
});

test('monitor: both directions, live, in hex and words; an engine may be in between', async () => {
  const link = file('between');
  const watch = begin('monitor', 'terminal', '--link', link, '--json');
  await watch.until('"ready"');
  const through = writeKiosk(
    folder,
    {
      terminal: { driver: 'zvt', transport: 'serial', path: link },
      printer: { driver: 'escpos', transport: 'serial', path: at('printer') },
    },
    'through.json',
  );
  await terminal.control({ do: 'fullPan' });
  const paid = await runCli('pay-test', '--fils', '150', '--yes', '--config', through);
  expect(paid.code).toBe(0);
  expect(await watch.stop()).toBe(130);
  const lines = watch.told.filter((line) => 'hex' in line);
  const meanings = lines.map(({ meaning }) => String(meaning).split(' ')[0]);
  expect(meanings).toEqual(
    expect.arrayContaining(['registration', 'authorisation', 'statusInformation', 'reversal']),
  );
  expect(new Set(lines.map(({ towards }) => towards))).toEqual(new Set(['device', 'kiosk']));
  expect(watch.out).toContain('"cardNumberNotMasked\\":true');
  for (const card of CARDS) expect(watch.out).not.toContain(card);
  expect(watch.out).toContain(WIPED_NUMBER);
});

test('record never writes over an older session', async () => {
  const session = file('old.jsonl');
  writeFileSync(session, 'kept');
  const { code } = await devices('record', 'printer', session, '--seconds', '1');
  expect([code, readFileSync(session, 'utf8')]).toEqual([69, 'kept']);
});
