import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { answeredFence, createReplyParser, isDiscardDone, type Reply } from './replies.ts';
import { sensorsOfAnswer, sensorsOfAsb, healthySensors } from './sensors.ts';

const parse = (chunks: readonly (readonly number[])[]): readonly Reply[] => {
  const parser = createReplyParser();
  return chunks.flatMap((chunk) => parser.push(Uint8Array.from(chunk)));
};

describe('the reply parser (digest §12)', () => {
  it('reads the worked example: cover open, roll near its end', () => {
    const [asb, ...answers] = parse([[0x38, 0x00, 0x03, 0x00, 0x1a, 0x16, 0x12, 0x1e]]);
    expect(asb).toEqual({ kind: 'asb', bytes: [0x38, 0x00, 0x03, 0x00] });
    expect(answers.map((a) => a.kind === 'realTime' && a.byte)).toEqual([0x1a, 0x16, 0x12, 0x1e]);
    expect(sensorsOfAsb([0x38, 0x00, 0x03, 0x00])).toEqual({
      ...healthySensors,
      offline: true,
      coverOpen: true,
      paperNearEnd: true,
    });
    expect(sensorsOfAnswer(healthySensors, 2, 0x16).coverOpen).toBe(true);
    expect(sensorsOfAnswer(healthySensors, 4, 0x1e)).toMatchObject({
      paperNearEnd: true,
      paperEnd: false,
    });
  });

  it('reads a fence and a discard', () => {
    const [fence, discard] = parse([[0x37, 0x22, 0x30, 0x30, 0x34, 0x32, 0x00, 0x37, 0x25, 0x00]]);
    expect(fence && answeredFence(fence)).toBe('0042');
    expect(discard && isDiscardDone(discard)).toBe(true);
    expect(fence && isDiscardDone(fence)).toBe(false);
    expect(discard && answeredFence(discard)).toBeNull();
  });

  it('loses no answer behind a frame that lost a byte', () => {
    const replies = parse([[0x18, 0x00, 0x16, 0x14, 0x00, 0x00, 0x0f]]);
    expect(replies).toContainEqual({ kind: 'realTime', byte: 0x16 });
    expect(replies).toContainEqual({ kind: 'asb', bytes: [0x14, 0x00, 0x00, 0x0f] });
  });

  it('forgets a half answer when told', () => {
    const parser = createReplyParser();
    parser.push(Uint8Array.of(0x37, 0x22));
    parser.reset();
    expect(parser.push(Uint8Array.of(0x16))).toEqual([{ kind: 'realTime', byte: 0x16 }]);
  });
});

const bits = (fixed: number, mask: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 255 }).map((byte) => (byte & mask) | fixed);

const asb = fc
  .tuple(bits(0x10, 0x6c), bits(0, 0x6f), bits(0, 0x6f), bits(0, 0x6f))
  .map((bytes) => ({ reply: { kind: 'asb', bytes }, wire: bytes }));
const realTime = bits(0x12, 0x6c).map((byte) => ({
  reply: { kind: 'realTime', byte },
  wire: [byte],
}));
const block = fc
  .tuple(
    fc.constantFrom(0x37, 0x3b, 0x5f),
    fc.array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 1, maxLength: 40 }),
  )
  .map(([header, data]) => ({
    reply: { kind: 'block', header, data: Uint8Array.from(data) },
    wire: [header, ...data, 0],
  }));
const flow = fc.record({ at: fc.nat(2000), byte: fc.constantFrom(0x11, 0x13) });

const cut = (bytes: readonly number[], at: readonly number[]): readonly (readonly number[])[] => {
  const places = [0, ...at.map((n) => n % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.slice(places[i], end));
};

describe('any line', () => {
  it('gives every answer whole and in order, however cut and with XON and XOFF anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(asb, realTime, block), { maxLength: 30 }),
        fc.array(flow, { maxLength: 10 }),
        fc.array(fc.nat(2000), { maxLength: 20 }),
        (items, flows, cuts) => {
          const wire = items.flatMap((item) => item.wire);
          for (const { at, byte } of flows) wire.splice(at % (wire.length + 1), 0, byte);
          const replies = parse(cut(wire, cuts));
          expect(replies.filter((r) => r.kind !== 'flow')).toEqual(items.map((i) => i.reply));
          expect(replies.filter((r) => r.kind === 'flow')).toHaveLength(flows.length);
        },
      ),
    );
  });

  it('takes garbage without throwing, cut or whole alike, and hears again after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(600)), (garbage, cuts) => {
        const bytes = Array.from(garbage);
        expect(parse(cut(bytes, cuts))).toEqual(parse([bytes]));
        const after = parse([bytes, [0x00, 0x00, 0x00, 0x00, 0x12, 0x16]]);
        expect(after.slice(-2)).toEqual([
          { kind: 'realTime', byte: 0x12 },
          { kind: 'realTime', byte: 0x16 },
        ]);
      }),
    );
  });
});
