import { expect, test } from 'vitest';
import { isOurTerminal } from './common-name.ts';

test.each([
  ['SIM1-000000001.live.terminal.adyen.com', true],
  ['legacy-terminal-certificate.live.terminal.adyen.com', true],
  ['SIM1-000000001.test.terminal.adyen.com', false],
  ['SIM1-000000002.live.terminal.adyen.com', false],
  ['SIM1-000000001.live.terminal.adyen.com.example.org', false],
  ['x.SIM1-000000001.live.terminal.adyen.com', false],
  ['SIM1-000000001.live.terminal.adyen.com\n', false],
  ['SIM1-000000001xliveXterminal.adyen.com', false],
  ['SIM1-000000001', false],
  ['', false],
  [undefined, false],
  [['SIM1-000000001.live.terminal.adyen.com'], false],
])('§13 %j: %s', (commonName, expected) => {
  expect(isOurTerminal(commonName, 'SIM1-000000001', 'live')).toBe(expected);
});
