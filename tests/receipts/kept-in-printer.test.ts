import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { createEscposPrinter, type EscposPrinter } from '../../drivers/escpos/driver/printer.ts';
import { epson80mm203dpi as profile } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { SimulatorProcess } from '../../drivers/simulator-kit/spawn-simulator.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { fixedDocuments } from '../../engine/receipts/fixed-documents.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { receiptInk } from '../../engine/receipts/stored-set.ts';
import { standardReceipt } from '../../rig/bench/receipt.ts';
import { knownTexts } from '../../rig/bench/wire.ts';
import { sheetOf, type Sheet } from './paper.ts';

const facts = standardReceipt();
const ink = receiptInk(fixedDocuments(knownTexts(facts)), profile);
const job = layoutFor(profile, ink)(facts);
/** The end of the set, the key list asked, then a heartbeat's first question: it is in and believed. */
const LOADED = Buffer.concat([
  ink?.set.bands.at(-1) ?? new Uint8Array(),
  Buffer.from('1d284c040030504b4c100401', 'hex'),
]);

const MAIN = fileURLToPath(new URL('../../drivers/escpos/simulator/main.ts', import.meta.url));
type Receipt = { readonly file: string; readonly bytes: number; readonly complete: boolean };

let folder: string;
let simulator: SimulatorProcess;
let printer: EscposPrinter;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-kept-'));
  const [link, control] = [join(folder, 'port'), join(folder, 'control')];
  const args = ['--link', link, '--control', control, '--out', folder, '--pace', '0'];
  simulator = await SimulatorProcess.start(MAIN, args, control);
  const opened = await openSerial({ path: link, baudRate: 115_200, stopBits: 1 })();
  if (!opened.ok) throw new Error(opened.error.detail);
  printer = createEscposPrinter({
    transport: opened.value,
    clock: systemClock,
    profile,
    heartbeatMs: 20,
    storedSet: ink?.set ?? null,
  });
});

afterEach(async () => {
  await printer.close();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const loadedTimes = (): number =>
  readFileSync(join(folder, 'wire.bin')).toString('latin1').split(LOADED.toString('latin1'))
    .length - 1;
const loaded = (times: number): Promise<void> =>
  vi.waitFor(
    () => {
      expect(loadedTimes()).toBeGreaterThanOrEqual(times);
    },
    { timeout: 15_000, interval: 20 },
  );

/** What lies on the last piece of paper, down to the last dot. */
const lastPaper = async (): Promise<{ readonly sheet: Sheet; readonly bytes: number }> => {
  const { receipts } = await simulator.control({ do: 'receipts' });
  const last = (receipts as Receipt[]).at(-1);
  if (last === undefined) throw new Error('nothing was cut');
  expect(last.complete).toBe(true);
  return { sheet: sheetOf([readFileSync(last.file)]), bytes: last.bytes };
};

it('prints the short form on the same paper; after a power cut the long one; then the short one again', async () => {
  const wanted = sheetOf(job.bands);
  const expectPaper = async (least: number, most: number): Promise<void> => {
    expect(await printer.print(job)).toEqual({ status: 'printed' });
    const { sheet, bytes } = await lastPaper();
    expect(sheet.rows).toEqual(wanted.rows);
    expect(sheet.texts).toEqual(wanted.texts);
    expect(sheet.unknown).toEqual([]);
    expect(bytes).toBeGreaterThan(least);
    expect(bytes).toBeLessThanOrEqual(most);
  };

  await loaded(1);
  // The first piece's bytes hold the set itself.
  await expectPaper(15_000, 20_000);
  await expectPaper(1_000, 3_072);
  await simulator.control({ do: 'powerCycle' });
  const before = loadedTimes();
  await expectPaper(7_000, 8_192);
  await loaded(before + 1);
  await expectPaper(15_000, 20_000);
  await expectPaper(1_000, 3_072);
});
