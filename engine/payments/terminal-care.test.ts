import { beforeEach, expect, test } from 'vitest';
import type { CardTerminal, EndOfDayOutcome } from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { CARE_AGAIN_MS, createTerminalCare, type TerminalCare } from './terminal-care.ts';

const CLOSED: EndOfDayOutcome = {
  kind: 'closed',
  totals: { count: 2, totalFils: 9_100, traceFirst: '0001', traceLast: '0002' },
};

let clock: FakeClock;
let care: TerminalCare;
let needs: ReturnType<TerminalRole['needs']>;
let owed: boolean;
let answer: EndOfDayOutcome;
let asked: string[];
let closed: number;
beforeEach(() => {
  clock = createFakeClock();
  needs = 'endOfDay';
  owed = false;
  answer = CLOSED;
  asked = [];
  closed = 0;
  const terminal: Pick<CardTerminal, 'endOfDay' | 'diagnose'> = {
    endOfDay: () => {
      asked.push('endOfDay');
      return Promise.resolve(answer);
    },
    diagnose: () => {
      asked.push('diagnose');
      return Promise.resolve({ ok: false, error: { code: 'noAnswer', resultCode: null } });
    },
  };
  const role: Pick<TerminalRole, 'needs' | 'terminal' | 'dayClosed'> = {
    needs: () => needs,
    terminal: () => terminal as CardTerminal,
    dayClosed: () => {
      needs = null;
    },
  };
  care = createTerminalCare({
    terminal: role as TerminalRole,
    mutex: createMutex(),
    clock,
    owed: () => owed,
    onDayClosed: () => (closed += 1),
    log: () => undefined,
    onBug: (cause) => {
      throw cause;
    },
  });
});

test('the day is closed once, and the terminal told so', async () => {
  care.wake();
  care.wake();
  await settle();
  care.wake();
  await settle();
  expect(asked).toEqual(['endOfDay']);
  expect(closed).toBe(1);
});

test('never while a payment still needs its memory; as soon as nothing does', async () => {
  owed = true;
  care.wake();
  await settle();
  expect(asked).toEqual([]);
  owed = false;
  care.wake();
  await settle();
  expect(asked).toEqual(['endOfDay']);
});

test('refused: left alone for a minute, then asked again', async () => {
  answer = { kind: 'refused', resultCode: 0x77 };
  care.wake();
  await settle();
  care.wake();
  await settle();
  expect(asked).toEqual(['endOfDay']);
  expect(closed).toBe(0);
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toEqual(['endOfDay', 'endOfDay']);
  await care.stop();
});

test('what asks for a diagnosis gets one; what needs people is left to them', async () => {
  needs = 'technician';
  care.wake();
  await settle();
  expect(asked).toEqual([]);
  needs = 'diagnosis';
  care.wake();
  await settle();
  expect(asked).toEqual(['diagnose']);
});
