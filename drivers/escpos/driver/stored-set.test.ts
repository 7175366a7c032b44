import { describe, expect, it } from 'vitest';
import type { PrintJob, StoredSet } from '../../receipt-printer.ts';
import { concatBytes } from '../codec/bytes.ts';
import { lineFeed, text } from '../codec/commands.ts';
import { clearKept, keepGraphic } from '../codec/graphics.ts';
import { createBench, hexOf, type Bench } from './testing/bench.ts';
import type { ScriptedPrinter } from './testing/scripted-printer.ts';

const dot = { width: 8, height: 1, dots: new Uint8Array(8) };
const kept = (key: string): Uint8Array => keepGraphic('download', key, dot) ?? new Uint8Array();
const SET: StoredSet = {
  name: 'set-1',
  keys: ['P1', 'P2', 'V0'],
  bands: [clearKept('download'), kept('P1'), kept('P2'), kept('V0')],
};
const says = (what: string): Uint8Array => concatBytes([text(what), lineFeed()]);
const JOB: PrintJob = {
  bands: [says('long one'), says('long two')],
  short: { needs: 'set-1', bands: [says('short one'), says('short two')] },
};
const LONG = hexOf('long one');
const SHORT = hexOf('short one');
const INITIALISE = '1b40';

const bench = (before?: (device: ScriptedPrinter) => void): Promise<Bench> =>
  createBench(before, false, SET);

/** Past the heartbeats in which the set is sent. */
const loaded = async (before?: (device: ScriptedPrinter) => void): Promise<Bench> => {
  const made = await bench(before);
  await made.clock.pass(6_000);
  return made;
};

const lastJob = ({ device }: Bench, from: number): string => device.printed().slice(from);

describe('a set kept in the printer', () => {
  it('is sent while idle, and receipts then take the short form without ESC @', async () => {
    const made = await loaded();
    const from = made.device.printed().length;
    expect(made.device.printed()).toContain(Buffer.from(kept('P2')).toString('hex'));
    for (let i = 0; i < 2; i++) {
      expect(await made.clock.run(made.printer.print(JOB))).toEqual({ status: 'printed' });
    }
    const printed = lastJob(made, from);
    expect(printed).toContain(SHORT);
    expect(printed).not.toContain(LONG);
    expect(printed).not.toContain(INITIALISE);
  });

  it('is not trusted after a power cut nobody noticed, and sent again', async () => {
    const made = await loaded();
    made.device.powerCycle();
    const from = made.device.printed().length;
    expect(await made.clock.run(made.printer.print(JOB))).toEqual({ status: 'printed' });
    expect(lastJob(made, from)).toContain(LONG);
    expect(lastJob(made, from)).not.toContain(SHORT);
    await made.clock.pass(6_000);
    const again = made.device.printed().length;
    await made.clock.run(made.printer.print(JOB));
    expect(lastJob(made, again)).toContain(SHORT);
  });

  it('that vanishes in the middle of a receipt leaves it unknown, never printed', async () => {
    const made = await loaded();
    made.device.afterBytes(made.device.printed().length / 2 + 60, () => {
      made.device.powerCycle();
    });
    expect(await made.clock.run(made.printer.print(JOB))).toEqual({
      status: 'unknown',
      reason: 'noConfirmation',
    });
  });

  it('is given up where the printer lists no keys', async () => {
    const made = await loaded((device) => {
      device.set({ listsKeys: false });
    });
    await made.clock.pass(60_000);
    const sent = made.device.printed().split(Buffer.from(kept('P1')).toString('hex')).length - 1;
    expect(sent).toBe(2);
    const from = made.device.printed().length;
    expect(await made.clock.run(made.printer.print(JOB))).toEqual({ status: 'printed' });
    expect(lastJob(made, from)).toContain(LONG);
  });

  it('is put off by a receipt that comes meanwhile', async () => {
    const made = await bench();
    const printing = made.printer.print(JOB);
    expect(await made.clock.run(printing)).toEqual({ status: 'printed' });
    expect(made.device.printed()).toContain(LONG);
    await made.clock.pass(6_000);
    const from = made.device.printed().length;
    await made.clock.run(made.printer.print(JOB));
    expect(lastJob(made, from)).toContain(SHORT);
  });

  it('with another name is not taken for the one a receipt needs', async () => {
    const made = await loaded();
    const from = made.device.printed().length;
    const job = { ...JOB, short: { needs: 'set-2', bands: [says('short one')] } };
    expect(await made.clock.run(made.printer.print(job))).toEqual({ status: 'printed' });
    expect(lastJob(made, from)).toContain(LONG);
  });

  it('is sent again after anything that needed ESC @: a receipt cut short', async () => {
    const made = await loaded();
    made.device.afterBytes(made.device.printed().length / 2 + 60, () => {
      made.device.set({ coverOpen: true }, true);
    });
    expect(await made.clock.run(made.printer.print(JOB))).toMatchObject({ status: 'failed' });
    made.device.set({ coverOpen: false }, true);
    await made.clock.pass(8_000);
    const printed = made.device.printed();
    expect(printed.lastIndexOf(Buffer.from(kept('V0')).toString('hex'))).toBeGreaterThan(
      printed.lastIndexOf(INITIALISE),
    );
    const from = printed.length;
    await made.clock.run(made.printer.print(JOB));
    expect(lastJob(made, from)).toContain(SHORT);
  });
});
