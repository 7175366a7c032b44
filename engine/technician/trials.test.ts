import { expect, test } from 'vitest';
import type { TrialResult } from '../../contract/technician-devices.ts';
import { fail, ok } from '../../contract/result.ts';
import type { CardTerminal } from '../../drivers/card-terminal.ts';
import type { PrintOutcome } from '../../drivers/receipt-printer.ts';
import type { Scan } from '../../drivers/reader.ts';
import type { CabinetStatus } from '../../drivers/cabinet.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import { createTrials, maskScan, summaryOf } from './trials.ts';

const CABINET: CabinetStatus = {
  state: 'online',
  door: 'closed',
  keySwitch: 'off',
  tampered: false,
  power: 'mains',
  headset: null,
};

const stage = (played: { terminal?: Partial<CardTerminal> | null; print?: PrintOutcome } = {}) => {
  const clock = createFakeClock();
  const scans = new Set<(scan: Scan) => void>();
  const sensed = new Set<() => void>();
  const results: [string, TrialResult][] = [];
  const asked: string[] = [];
  let cabinet = CABINET;
  const terminal = {
    register: () => {
      asked.push('register');
      return Promise.resolve(ok({ terminalId: '12345678' }));
    },
    diagnose: () => {
      asked.push('diagnose');
      return Promise.resolve(
        ok({
          ready: true,
          status: '00',
          hostReachable: true,
          terminalId: '12345678',
          undelivered: 0,
        }),
      );
    },
    ...played.terminal,
  } as CardTerminal;
  const never = () => () => undefined;
  const trials = createTrials({
    config: stageConfig('/nowhere'),
    clock,
    mutex: createMutex(),
    terminal: {
      terminal: () => (played.terminal === null ? null : terminal),
      onChange: never,
    } as never,
    printer: { print: () => Promise.resolve(played.print ?? { status: 'printed' }) } as never,
    readers: {
      scanner: {
        state: () => 'online',
        onChange: never,
        onScan: (listener: (scan: Scan) => void) => {
          scans.add(listener);
          return () => scans.delete(listener);
        },
        stop: () => Promise.resolve(),
      },
    } as never,
    cabinet: {
      status: () => cabinet,
      onChange: (listener: () => void) => {
        sensed.add(listener);
        return () => sensed.delete(listener);
      },
    } as never,
    onChange: () => undefined,
    onResult: (role, result) => {
      results.push([role, result]);
    },
    onBug: (cause) => {
      throw cause as Error;
    },
  });
  return {
    clock,
    trials,
    results,
    asked,
    scans,
    scan: (scan: Scan) => {
      for (const listener of [...scans]) listener(scan);
    },
    sense: (change: Partial<CabinetStatus>) => {
      cabinet = { ...cabinet, ...change };
      for (const listener of [...sensed]) listener();
    },
  };
};

test('the terminal is registered anew and asked about itself and its host', async () => {
  const { trials, asked } = stage();
  expect(trials.begin('terminal', 'en')).toBe(true);
  expect(trials.current()).toEqual({ role: 'terminal', result: null });
  expect(trials.begin('printer', 'en')).toBe(false);
  await settle();
  expect(asked).toEqual(['register', 'diagnose']);
  expect(trials.current()?.result).toMatchObject({ kind: 'terminal', ready: true });
});

test.each([
  [null, 'notConnected'],
  [
    {
      register: () => Promise.resolve(fail({ code: 'noAnswer' as const, resultCode: null })),
    },
    'noAnswer',
  ],
])('a terminal that does not answer is said by its reason', async (terminal, code) => {
  const { trials } = stage({ terminal });
  trials.begin('terminal', 'en');
  await settle();
  expect(trials.current()?.result).toEqual({ kind: 'terminalSilent', code });
});

test('the proof page is printed as far as the printer says so', async () => {
  const { trials } = stage({ print: { status: 'failed', reason: 'paperOut', partial: false } });
  trials.begin('printer', 'ar');
  await settle();
  expect(trials.current()?.result).toEqual({ kind: 'print', status: 'failed', reason: 'paperOut' });
});

test('of a scan its kind, beginning and length are shown, and nothing of it is written', async () => {
  const { trials, scan, results, scans } = stage();
  trials.begin('scanner', 'en');
  scan({ kind: 'code', symbology: 'code128', text: 'EWA12345678202611' });
  await settle();
  expect(trials.current()?.result).toEqual({
    kind: 'scan',
    what: 'code',
    masked: `EWA${'•'.repeat(14)}`,
    length: 17,
  });
  expect(scans.size).toBe(0);
  expect(results.map(([role, result]) => [role, summaryOf(result)])).toEqual([
    ['scanner', { result: 'code' }],
  ]);
  const identity = maskScan({
    kind: 'identityCard',
    documentNumber: '123456789',
    personalNumber: '900101123',
    issuer: 'BHR',
    expires: null,
  });
  expect(JSON.stringify(identity)).not.toMatch(/[0-9]{2}/u);
});

test('nothing within half a minute is said too; ended by hand it is forgotten', async () => {
  const { trials, clock, scans } = stage();
  trials.begin('scanner', 'en');
  clock.advance(30_000);
  await settle();
  expect(trials.current()?.result).toEqual({ kind: 'nothingCame' });
  trials.begin('scanner', 'en');
  trials.end();
  await settle();
  expect(trials.current()).toBeNull();
  expect(scans.size).toBe(0);
});

test('the sensors that move while the board is watched are named', async () => {
  const { trials, sense, clock } = stage();
  trials.begin('cabinet', 'en');
  sense({ door: 'open' });
  sense({ keySwitch: 'on' });
  sense({ door: 'closed' });
  clock.advance(30_000);
  await settle();
  expect(trials.current()?.result).toEqual({ kind: 'cabinet', moved: ['door', 'keySwitch'] });
});

test('a reader that the kiosk has not got cannot be tried', () => {
  const { trials } = stage();
  expect(trials.begin('idReader', 'en')).toBe(false);
  expect(trials.current()).toBeNull();
});
