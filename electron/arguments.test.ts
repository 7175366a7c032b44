import { describe, expect, it } from 'vitest';
import { judgeStart } from './arguments.ts';

const packaged = (argument: string): unknown =>
  judgeStart(['/opt/khidma/khidma', argument], {}, true);

describe('a packaged shell', () => {
  it.each([
    '--no-sandbox',
    '--disable-setuid-sandbox',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--load-extension=/home/someone',
    '--renderer-cmd-prefix=gdb',
    '--utility-cmd-prefix=sh',
    '--gpu-launcher=sh',
    '--proxy-server=10.0.0.1:3128',
    '--windowed',
    '--user-data-dir=',
    '--user-data-dir-elsewhere=/x',
    '-r',
    'https://example.org',
  ])('refuses %s', (argument) => {
    expect(packaged(argument)).toEqual({ ok: false, refused: argument });
  });

  it.each(['--user-data-dir=/var/lib/khidma-shell', '--ozone-platform=wayland', '--disable-gpu'])(
    'accepts %s',
    (argument) => {
      expect(packaged(argument)).toEqual({ ok: true, windowed: false });
    },
  );

  it('refuses a bad switch behind a good one', () => {
    expect(judgeStart(['khidma', '--disable-gpu', '--no-sandbox'], {}, true)).toEqual({
      ok: false,
      refused: '--no-sandbox',
    });
  });

  it.each(['NODE_OPTIONS', 'LD_PRELOAD'])('refuses %s in its environment', (name) => {
    expect(judgeStart(['khidma'], { [name]: 'anything' }, true)).toEqual({
      ok: false,
      refused: name,
    });
    expect(judgeStart(['khidma'], { [name]: '' }, true)).toEqual({ ok: true, windowed: false });
  });
});

describe('an unpackaged shell', () => {
  it('takes what tests and developers need', () => {
    expect(judgeStart(['electron', '--remote-debugging-port=0', '.'], {}, false)).toEqual({
      ok: true,
      windowed: false,
    });
    expect(judgeStart(['electron', '.', '--windowed'], {}, false)).toEqual({
      ok: true,
      windowed: true,
    });
  });
});
