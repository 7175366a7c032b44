import { expect, test } from 'vitest';
import { terminalNotices } from './terminal-notices.ts';

test('an approval that could not be journalled ends the process; the rest is logged', () => {
  const bugs: unknown[] = [];
  const logged: string[] = [];
  const notice = terminalNotices({
    log: (event) => logged.push(event),
    onBug: (cause) => bugs.push(cause),
  });
  const error = new Error('disk full');
  notice({ kind: 'hookFailed', error });
  expect(bugs).toEqual([error]);
  notice({ kind: 'cardNumberNotMasked' });
  notice({ kind: 'unparsed', bmp: 0xce });
  notice({ kind: 'unknownCommand', control: 0x0601 });
  expect(logged).toEqual([
    'terminal.cardNumberNotMasked',
    'terminal.unparsed',
    'terminal.unknownCommand',
  ]);
  expect(bugs).toHaveLength(1);
});
