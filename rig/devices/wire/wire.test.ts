import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeClock } from '../../../engine/testing/fake-clock.ts';
import { createPlayer, type Played } from './player.ts';
import { createWireReader } from './readers.ts';
import type { Seen } from './seen.ts';
import type { SessionEntry, WireKind } from './session-file.ts';

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const text = (written: string): Uint8Array => Buffer.from(written, 'latin1');
const hexOf = (seen: readonly Seen[]): string =>
  seen.map(({ bytes }) => Buffer.from(bytes).toString('hex')).join('');
const writtenIn = (seen: readonly Seen[]): string =>
  seen.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('');
const meanings = (seen: readonly Seen[]) => seen.map(({ meaning }) => meaning);

/** `bytes` in pieces of the given sizes, over and over. */
const pieces = (bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] => {
  const found: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
};
const seenOf = (kind: WireKind, bytes: Uint8Array, sizes: readonly number[] = [1_000_000]) => {
  const reader = createWireReader(kind);
  return [
    ...pieces(bytes, sizes).flatMap((piece) => reader.push('kiosk', piece)),
    ...reader.flush(),
  ];
};

const CARD = '4111111111111111';
const anySizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

test.each(['text', 'escpos'] as const)(
  'a card number on a %s wire is never seen, however it is cut',
  (kind) => {
    fc.assert(
      fc.property(anySizes, fc.constantFrom('', 'A', '\r\n', '%B'), (sizes, around) => {
        const seen = writtenIn(seenOf(kind, text(`${around}${CARD}${around}`), sizes));
        expect(seen).not.toContain(CARD.slice(0, 7));
        expect(seen).not.toContain(CARD.slice(-7));
        expect(seen.length).toBe(CARD.length + 2 * around.length);
      }),
      { numRuns: 200, seed: 3 },
    );
  },
);

test('a bill’s bar code is seen whole', () => {
  expect(writtenIn(seenOf('text', text('EWA12345678\r'), [4]))).toBe('EWA12345678\r');
});

test('the kiosk speaks before a number has ended: only its beginning is seen', () => {
  const reader = createWireReader('text');
  const seen = [...reader.push('kiosk', text('41111111')), ...reader.push('device', text('?'))];
  expect(writtenIn(seen)).toBe('411111**?');
});

test('of an identity card only the shape is seen', () => {
  const seen = writtenIn(seenOf('personal', text('IDBHR<<1234\r\n'), [2]));
  expect(seen).toBe('XXXXX<<XXXX\r\n');
});

// ZVT digest §6.3: 04 0F with BMP 27, 04 and an unmasked BMP 22.
const APPROVAL_TCP = bytesOf(`040f 14 2700 04000000001234 22f0f8 ${CARD}`);
const crc16 = (bytes: Uint8Array): readonly [number, number] => {
  let crc = 0;
  for (const byte of [...bytes, 0x03]) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return [crc & 0xff, crc >>> 8];
};
const framed = (apdu: Uint8Array): Uint8Array =>
  Uint8Array.of(
    0x10,
    0x02,
    ...[...apdu].flatMap((byte) => (byte === 0x10 ? [0x10, 0x10] : [byte])),
    0x10,
    0x03,
    ...crc16(apdu),
  );
test('ZVT: a card number in clear is wiped, the rest stands, and the check sum fits what is shown', () => {
  const seen = seenOf('zvtSerial', framed(APPROVAL_TCP), [3]);
  expect(hexOf(seen)).not.toContain('1111');
  expect(hexOf(seen)).toContain('04000000001234');
  expect(meanings(seen)[0]).toMatch(
    /^statusInformation .*"amount":1234.*"cardNumberNotMasked":true/u,
  );
  expect(meanings(seenOf('zvtSerial', bytesOf(hexOf(seen))))[0]).toContain('statusInformation');
  expect(hexOf(seenOf('zvtTcp', APPROVAL_TCP, [2]))).not.toContain('1111');
});

test('ZVT: a card number that a completion smuggles in is hidden, packed or written', () => {
  expect(hexOf(seenOf('zvtTcp', bytesOf(`060f 0a f0f0 ${CARD}`)))).not.toContain('1111');
  expect(hexOf(seenOf('zvtTcp', Buffer.concat([bytesOf('060f 10'), text(CARD)])))).toBe(
    `060f10${'2a'.repeat(16)}`,
  );
});

test('ZVT: acknowledgements and commands by name; a broken frame shows nothing of itself', () => {
  const reader = createWireReader('zvtSerial');
  const status = framed(bytesOf('0501 03 000000'));
  const broken = framed(APPROVAL_TCP);
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 0xff;
  const seen = [
    ...reader.push('device', status),
    ...reader.push('kiosk', Uint8Array.of(0x06)),
    ...reader.push('kiosk', broken),
    ...reader.push('device', Uint8Array.of(0x15)),
  ];
  expect(meanings(seen)).toEqual(['statusEnquiry', 'ACK', 'badFrame crc', 'NAK']);
  expect(hexOf(seen)).not.toContain('1111');
  const again = createWireReader('zvtSerial').push('kiosk', seen[2]?.bytes ?? new Uint8Array());
  expect(meanings(again)).toEqual(['badFrame crc']);
});

test('ESC/POS by the names of the manuals, a command cut in two included', () => {
  const reader = createWireReader('escpos');
  const sent = bytesOf('1b40 100401 1d28480600 3030 30303031 41420a 1d');
  const seen = [...reader.push('device', sent), ...reader.push('device', bytesOf('5601'))];
  expect(meanings(seen)).toEqual(['ESC @, DLE EOT 1, GS ( H, "AB", LF', 'GS V 1']);
  expect(meanings(reader.push('kiosk', Uint8Array.of(0x12)))).toEqual(['realTime 12']);
});

test('any bytes on any wire: never throws, and what is shown is bounded by what came', () => {
  for (const kind of ['zvtSerial', 'zvtTcp', 'escpos', 'text'] as const)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), anySizes, (bytes, sizes) => {
        expect(hexOf(seenOf(kind, bytes, sizes)).length).toBeLessThanOrEqual(bytes.length * 16);
        const reader = createWireReader(kind);
        for (const piece of pieces(bytes, sizes)) reader.push('device', piece);
      }),
      { numRuns: 100, seed: 5 },
    );
});

const entry = (ms: number, towards: 'device' | 'kiosk', hex: string): SessionEntry => ({
  ms,
  towards,
  hex: hex.replaceAll(' ', ''),
});
const play = (entries: readonly SessionEntry[], pace = 1) => {
  const clock = createFakeClock();
  const said: string[] = [];
  const player = createPlayer({
    clock,
    entries,
    wire: createWireReader('text'),
    say: (bytes) => said.push(Buffer.from(bytes).toString('hex')),
    patienceMs: 5_000,
    pace,
  });
  let played: Played | null = null;
  player.done.then(
    (end) => (played = end),
    () => undefined,
  );
  return { clock, said, player, played: () => played };
};
const TALK = [entry(10, 'device', '61 62'), entry(30, 'kiosk', '63'), entry(40, 'device', '64')];

test('the player speaks when it has heard all that came before, after the pause that was there', async () => {
  const { clock, said, player, played } = play(TALK);
  player.hear(bytesOf('61'));
  clock.advance(100);
  expect(said).toEqual([]);
  player.hear(bytesOf('62'));
  clock.advance(19);
  expect(said).toEqual([]);
  clock.advance(1);
  expect(said).toEqual(['63']);
  player.hear(bytesOf('64'));
  await player.done;
  expect(played()).toEqual({ kind: 'equal', bytes: 3 });
});

test('a driver that writes something else is told where', async () => {
  const { player, said, played } = play(TALK, 0);
  player.hear(bytesOf('61 65'));
  await player.done;
  expect(played()).toEqual({ kind: 'differs', at: 1, expected: '6264', found: '65' });
  expect(said).toEqual([]);
});

test('a driver that falls silent is not waited for for ever', async () => {
  const { clock, player, played } = play(TALK, 0);
  player.hear(bytesOf('61'));
  clock.advance(5_000);
  await player.done;
  expect(played()).toEqual({ kind: 'silent', missing: 2 });
});
