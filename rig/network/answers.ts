import type { AnswerKind } from './weather.ts';

const page = (status: string, type: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
  `connection: close\r\n\r\n${body}`;

const CAPTIVE_PORTAL =
  '<!doctype html><html><head><title>Welcome</title></head>' +
  '<body><h1>Sign in to use this network</h1></body></html>';

/** What stands in for the gateway's answer; null where the line just closes. */
export const answerBytes = (kind: AnswerKind): Buffer | null => {
  switch (kind) {
    case 'html':
      return Buffer.from(page('200 OK', 'text/html; charset=utf-8', CAPTIVE_PORTAL));
    case '500':
      return Buffer.from(page('500 Internal Server Error', 'text/plain', 'Internal Server Error'));
    case 'garbage':
      return Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0xfe, 0x80, 0x0d, 0x0a, 0x00, 0x7f, 0x0a]);
    case 'nothing':
      return null;
  }
};
