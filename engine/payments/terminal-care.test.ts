import { afterEach, beforeEach, expect, test } from 'vitest';
import { filsSchema } from '../../contract/money.ts';
import type {
  CardTerminal,
  EndOfDayOutcome,
  LastTransaction,
} from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { authorisation, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createDayBook, type DayBook } from './day-book.ts';
import {
  CARE_AGAIN_MS,
  createTerminalCare,
  PLAN_EVERY_MS,
  type TerminalCare,
} from './terminal-care.ts';

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
let due: 'idle' | null;
let last: LastTransaction | null;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let book: DayBook;
let diagnosedReady: boolean;
beforeEach(() => {
  clock = createFakeClock();
  needs = 'endOfDay';
  owed = false;
  answer = CLOSED;
  asked = [];
  closed = 0;
  due = null;
  last = null;
  diagnosedReady = false;
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  book = createDayBook({ journal: bench.journal, clock, kioskId: 'KSK-1' });
  const terminal: Pick<CardTerminal, 'endOfDay' | 'diagnose' | 'lastTransaction'> = {
    lastTransaction: () => Promise.resolve({ ok: true, value: last }),
    endOfDay: () => {
      asked.push('endOfDay');
      return Promise.resolve(answer);
    },
    diagnose: () => {
      asked.push('diagnose');
      const ready = { ready: true, status: '00', hostReachable: true, terminalId: null };
      return Promise.resolve(
        diagnosedReady
          ? { ok: true, value: { ...ready, undelivered: null } }
          : { ok: false, error: { code: 'noAnswer', resultCode: null } },
      );
    },
  };
  const role: Pick<TerminalRole, 'needs' | 'terminal' | 'dayClosed' | 'status'> = {
    status: () => ({ state: 'online' }),
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
    book,
    due: () => due,
    owed: () => owed,
    onDayClosed: () => {
      closed += 1;
      due = null;
    },
    log: () => undefined,
    onBug: (cause) => {
      throw cause;
    },
  });
});

afterEach(async () => {
  await care.stop();
  bench.journal.close();
  folder.remove();
});

test('the day is closed once, and the terminal told so', async () => {
  care.wake();
  care.wake();
  await settle();
  care.wake();
  await settle();
  expect(asked).toEqual(['endOfDay']);
  expect(closed).toBe(1);
  expect(book.unsent()).toMatchObject([
    { cause: 'demanded', terminal: { count: 2, fils: 9_100 }, journal: { count: 0, fils: 0 } },
  ]);
});

test('in an idle window it closes the day by itself, without being woken', async () => {
  needs = null;
  clock.advance(PLAN_EVERY_MS);
  await settle();
  expect(asked).toEqual([]);
  due = 'idle';
  clock.advance(PLAN_EVERY_MS);
  await settle();
  expect(asked).toEqual(['endOfDay']);
  expect(book.unsent()).toMatchObject([{ cause: 'idle' }]);
});

test('a lost answer: what the terminal repeats is the closing, and it is not begun again', async () => {
  answer = { kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } };
  care.wake();
  await settle();
  expect(book.pending()).not.toBeNull();
  last = {
    authorisation: authorisation({ amountFils: filsSchema.parse(9_100), trace: '000044' }),
    resultCode: 0,
    originalTrace: null,
    endOfDay: true,
  };
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toEqual(['endOfDay']);
  expect(book.unsent()).toMatchObject([{ terminal: { count: null, fils: 9_100 } }]);
});

test.each([
  ['the same day as before, which does not name its terminal now', { terminalId: '' }],
  ['another terminal’s day', { terminalId: '49999999', trace: '000044' }],
])('a lost answer, and then %s: no closing of ours', async (_name, change) => {
  const before = authorisation({ amountFils: filsSchema.parse(5_000), trace: '000040' });
  last = { authorisation: before, resultCode: 0, originalTrace: null, endOfDay: true };
  answer = { kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } };
  care.wake();
  await settle();
  last = { ...last, authorisation: { ...before, ...change } };
  answer = CLOSED;
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toEqual(['endOfDay', 'endOfDay']);
});

test('a lost answer and a terminal that cannot say: the next totals may be of nothing', async () => {
  answer = { kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } };
  care.wake();
  await settle();
  answer = CLOSED;
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toEqual(['endOfDay', 'endOfDay']);
  expect(book.unsent()).toMatchObject([{ terminal: null }]);
});

test('a diagnosis that says ready while the terminal goes on asking: asked again', async () => {
  needs = 'diagnosis';
  diagnosedReady = true;
  care.wake();
  await settle();
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toEqual(['diagnose', 'diagnose']);
  needs = null;
  clock.advance(CARE_AGAIN_MS);
  await settle();
  expect(asked).toHaveLength(2);
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
