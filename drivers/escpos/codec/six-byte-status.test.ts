import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from './replies.ts';
import { healthySensors, type Sensors } from './sensors.ts';
import { askSixBytes, createSixByteParser, sensorsOfSixBytes } from './six-byte-status.ts';

const parse = (...chunks: readonly (readonly number[])[]): readonly Reply[] => {
  const parser = createSixByteParser();
  return chunks.flatMap((chunk) => parser.push(Uint8Array.from(chunk)));
};
const frame = (paper: number, user: number, recoverable: number, unrecoverable: number) =>
  ({ kind: 'sixBytes', paper, user, recoverable, unrecoverable }) as const;

describe('the six-byte status (digest §15)', () => {
  it('is asked for in real time', () => {
    expect([...askSixBytes()]).toEqual([0x10, 0x04, 0x14]);
  });

  it('is read, in whole and in part', () => {
    expect(parse([0x10, 0x0f, 0x24, 0x08, 0x00, 0x00])).toEqual([frame(0x24, 8, 0, 0)]);
    expect(parse([0x10, 0x05, 0x01, 0x40])).toEqual([
      { kind: 'sixBytes', paper: 1, user: null, recoverable: 0x40, unrecoverable: null },
    ]);
  });

  it.each([
    ['no paper', frame(0x05, 0, 0, 0), { paperEnd: true, paperNearEnd: true, offline: true }],
    ['low', frame(0x04, 0, 0, 0), { paperNearEnd: true }],
    ['virtual end', frame(0x40, 0, 0, 0), { paperNearEnd: true }],
    ['ticket in the mouth', frame(0x20, 0, 0, 0), { ticketPresent: true }],
    ['not over the mark', frame(0x80, 0, 0, 0), {}],
    ['head up', frame(0, 0x01, 0, 0), { coverOpen: true, offline: true }],
    ['cover', frame(0, 0x02, 0, 0), { coverOpen: true, offline: true }],
    ['motor', frame(0, 0x08, 0, 0), { moving: true }],
    ['feed key', frame(0, 0x40, 0, 0), { feeding: true }],
    ['head hot', frame(0, 0, 0x01, 0), { autoRecoverable: true, offline: true }],
    ['command not acknowledged', frame(0, 0, 0x20, 0), {}],
    ['jam', frame(0, 0, 0x40, 0), { jammed: true, offline: true }],
    ['supply', frame(0, 0, 0x08, 0), { mechanicalError: true, offline: true }],
    ['cutter', frame(0, 0, 0, 0x01), { cutterError: true, offline: true }],
    ['memory', frame(0, 0, 0, 0x04), { unrecoverable: true, offline: true }],
  ] as const)('%s', (_name, status, change: Partial<Sensors>) => {
    expect(sensorsOfSixBytes(healthySensors, status)).toEqual({ ...healthySensors, ...change });
  });

  it('leaves alone what a frame in part does not tell', () => {
    const before = { ...healthySensors, coverOpen: true, offline: true };
    const part = { ...frame(0x20, 0, 0, 0), user: null };
    expect(sensorsOfSixBytes(before, part)).toEqual({ ...before, ticketPresent: true });
  });
});

const RUN = { seed: 5, numRuns: 200 };
/** Bit 10 is documented in none of them. */
const statusByte = fc.integer({ min: 0, max: 255 }).map((byte) => byte & ~0x10);
const frames = fc.array(fc.tuple(statusByte, statusByte, statusByte, statusByte), {
  maxLength: 10,
});

describe('any line', () => {
  it('gives every frame, however cut and with XON and XOFF anywhere', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(60)), fc.nat(60), (list, flows, at) => {
        const wire = list.flatMap((bytes) => [0x10, 0x0f, ...bytes]);
        for (const place of flows) wire.splice(place % (wire.length + 1), 0, 0x13);
        const replies = parse(wire.slice(0, at), wire.slice(at));
        expect(replies.filter(({ kind }) => kind === 'sixBytes')).toEqual(
          list.map((bytes) => frame(...bytes)),
        );
      }),
      RUN,
    );
  });

  it('takes garbage without throwing, and hears the next frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        const replies = parse([...garbage], [0x10, 0x0f, 0x20, 0, 0, 0]);
        expect(replies.at(-1)).toEqual(frame(0x20, 0, 0, 0));
      }),
      RUN,
    );
  });
});
