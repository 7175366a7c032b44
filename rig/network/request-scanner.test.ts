import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestScanner, type Piece } from './request-scanner.ts';

const GET = 'GET /v1/health HTTP/1.1\r\nhost: a\r\n\r\n';
const PUT = 'PUT /v1/payments/1 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED =
  'POST /v1/holds HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=1\r\n\r\n\r\n0\r\n\r\n';

const told = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'head' ? [piece.line] : piece.kind === 'end' ? ['end'] : [],
  );
const bytesOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('bytes' in piece ? piece.bytes.toString('latin1') : '')).join('');

test('finds requests however the bytes are cut, and changes none', () => {
  const stream = GET + PUT + CHUNKED + GET;
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
      const scanner = new RequestScanner();
      const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const pieces = at
        .slice(1)
        .flatMap((end, i) => scanner.push(Buffer.from(stream.slice(at[i], end), 'latin1')));
      expect(bytesOf(pieces)).toBe(stream);
      expect(told(pieces)).toEqual([
        'GET /v1/health',
        'end',
        'PUT /v1/payments/1',
        'end',
        'POST /v1/holds',
        'end',
        'GET /v1/health',
        'end',
      ]);
    }),
  );
});

test('what is not HTTP passes as it is', () => {
  const scanner = new RequestScanner();
  const noise = Buffer.from('\u0016\u0003\u0001 not a request\r\n\r\nmore', 'latin1');
  expect(scanner.push(noise)).toEqual([{ kind: 'raw', bytes: noise }]);
  expect(scanner.push(Buffer.from(GET)).map(({ kind }) => kind)).toEqual(['raw']);
});

test('a head without an end is not kept for ever', () => {
  const scanner = new RequestScanner();
  expect(scanner.push(Buffer.alloc(70_000, 65)).map(({ kind }) => kind)).toEqual(['raw']);
});
