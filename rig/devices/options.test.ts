import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { helpText } from './help.ts';
import { COMMANDS, readDevicesOptions } from './options.ts';
import { wordsIn } from './texts.ts';

const read = (line: string) => readDevicesOptions(line.split(' ').filter((word) => word !== ''));

test('names after the command', () => {
  expect(read('record printer a.jsonl --seconds 5')).toMatchObject({
    ok: true,
    value: { command: 'record', role: 'printer', file: resolve('a.jsonl'), seconds: 5 },
  });
  expect(read('replay a.jsonl --link b')).toMatchObject({
    ok: true,
    value: { file: resolve('a.jsonl'), link: resolve('b') },
  });
  expect(read('pay-test --fils 100 --yes --record c')).toMatchObject({
    ok: true,
    value: { fils: 100, yes: true, file: resolve('c') },
  });
});

test.each(['', 'help', '--help', 'status --help', 'pay-test --help'])('“%s” is help', (line) => {
  expect(read(line)).toMatchObject({ ok: true, value: { command: 'help' } });
});

test.each([
  ['dance', 'dance'],
  ['monitor', 'ROLE'],
  ['monitor kettle', 'kettle'],
  ['record printer', 'FILE'],
  ['record printer a b', 'b'],
  ['list printer', 'printer'],
  ['pay-test', '--fils'],
  ['pay-test --fils 0', '--fils'],
  ['pay-test --fils 1.5', '--fils'],
  ['pay-test --fils 2000000', '--fils'],
  ['scan --seconds -1', 'seconds'],
  ['scan --role kettle', 'kettle'],
  ['replay a', '--link'],
  ['scan --bogus', '--bogus'],
  ['status --lang fr', 'fr'],
])('“%s” is refused, and says why', (line, why) => {
  const options = read(line);
  expect(options.ok).toBe(false);
  expect(options.ok ? '' : options.error).toContain(why);
});

test('what is wrong is said in the language asked for', () => {
  expect(read('dance --lang ar')).toMatchObject({ error: 'لا يوجد أمر "dance".' });
});

test('help names every command in both languages', () => {
  for (const language of ['en', 'ar'] as const)
    for (const command of COMMANDS) expect(helpText(wordsIn(language))).toContain(`  ${command}`);
});
