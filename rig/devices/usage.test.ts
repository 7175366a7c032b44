import { expect, test } from 'vitest';
import { runCli } from './testing/cli.ts';

test.each([
  [['--help', '--lang', 'ar'], 0, 'رموز الخروج'],
  [['pay-test', '--fils', '0'], 64, '--fils'],
  [['status'], 78, 'KIOSK_CONFIG'],
  [['replay', '/nowhere', '--link', '/nowhere/x'], 78, '/nowhere'],
] as const)('%j ends with %i', async (args, code, text) => {
  const ended = await runCli(...args);
  expect([ended.code, (ended.cli.out + ended.cli.err).includes(text)]).toEqual([code, true]);
});
