/** `npm run bench:drivers`: bytes and wire time of the standard receipt beside other encoders, and codec speed. */
import { PRINTER_PROFILES } from '../contract/device-config.ts';
import { profileNamed } from '../drivers/escpos/profiles/named.ts';
import { measureOthers } from './bench/encoders/measure.ts';
import { standardReceipt } from './bench/receipt.ts';
import { grid, grouped } from './bench/table.ts';
import { measureThroughput } from './bench/throughput.ts';
import { measureWays, setBytes } from './bench/wire.ts';
import { runCommand } from './processes/run-command.ts';

/** A byte on an 8N1 line: start bit, eight bits, stop bit. */
const BITS_A_BYTE = 10;

const secondsAt = (baud: number, bytes: number): string => grouped((bytes * BITS_A_BYTE) / baud, 2);

type Line = { readonly who: string; readonly way: string; readonly bytes: number };

const bench = async (): Promise<number> => {
  console.log('Measuring …\n');
  const facts = standardReceipt();
  const profiles = PRINTER_PROFILES.map(profileNamed);
  const ours: readonly Line[] = measureWays(facts, profiles).map(({ profile, way, bytes }) => ({
    who: profile,
    way,
    bytes,
  }));
  const others: readonly Line[] = (await measureOthers(facts)).map(({ encoder, way, bytes }) => ({
    who: encoder,
    way,
    bytes,
  }));
  const base = Math.max(...ours.map(({ bytes }) => bytes));
  console.log(
    grid(
      ['standard receipt', 'as', 'bytes', '115,200 baud', '9,600 baud', 'ratio'],
      [...ours, ...others].map(({ who, way, bytes }) => [
        who,
        way,
        grouped(bytes),
        `${secondsAt(115_200, bytes)} s`,
        `${secondsAt(9_600, bytes)} s`,
        grouped(bytes / base, 2),
      ]),
    ),
  );
  console.log(
    `\nThe set kept in the printer is ${grouped(setBytes(facts, profiles))} bytes, sent once while idle.\n` +
      'Ours has labels beside values, the emblem and rules; the other encoders put each label on a line\n' +
      'of its own and leave the emblem out.\n',
  );
  const speeds = measureThroughput();
  const slowest = Math.min(...speeds.map(({ megabytesPerSecond }) => megabytesPerSecond));
  console.log(
    grid(
      ['codec', 'MB/s', 'ratio'],
      speeds.map(({ codec, megabytesPerSecond }) => [
        codec,
        grouped(megabytesPerSecond, 1),
        grouped(megabytesPerSecond / slowest, 1),
      ]),
    ),
  );
  console.log(
    `\n${JSON.stringify({
      receipt: [...ours, ...others],
      codecs: speeds.map(({ codec, megabytesPerSecond }) => ({
        codec,
        megabytesPerSecond: Number(megabytesPerSecond.toFixed(2)),
      })),
    })}`,
  );
  return 0;
};

await runCommand(bench);
