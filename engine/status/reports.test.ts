import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import { statusReportSchema, type StatusReport } from '../../contract/status-report.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { startStatusReports, USUAL_TIMING } from './reports.ts';
import type { StatusFacts } from './source.ts';

const stage = () => {
  const clock = createFakeClock();
  const sent: StatusReport[] = [];
  const bugs: unknown[] = [];
  let answers = true;
  let listener = (): void => undefined;
  let states: StatusFacts['states'] = { sales: 'open', terminal: 'offline' };
  const reports = startStatusReports({
    clock,
    random: (count) => randomBytes(count),
    place: { ar: 'مجمع السيف', en: 'Seef Mall' },
    version: '0.1.0',
    onBug: (cause) => bugs.push(cause),
    source: {
      onChange: (heard) => {
        listener = heard;
        return () => undefined;
      },
      facts: () => ({
        states,
        catalogueVersion: 3,
        paperLeft: 120,
        exposure: { fils: 5_000, payments: 1, oldestAgeMs: 10 },
        inDoubt: { payments: 0, oldestAgeMs: 0 },
      }),
    },
    gateway: {
      sendStatus: (report) => {
        sent.push(statusReportSchema.parse(report));
        return Promise.resolve(answers ? ok({ received: true }) : fail({ kind: 'away' }));
      },
    },
  });
  return {
    sent,
    bugs,
    stop: reports.stop,
    answer: (are: boolean) => {
      answers = are;
    },
    become: (now: StatusFacts['states']) => {
      states = now;
      listener();
    },
    /** Moves on a look at a time, and lets what was answered be heard. */
    pass: async (ms: number) => {
      for (let left = ms; left > 0; left -= USUAL_TIMING.lookMs) {
        clock.advance(USUAL_TIMING.lookMs);
        for (let turn = 0; turn < 8; turn++) await Promise.resolve();
      }
    },
  };
};

test('while devices come one by one nothing is told; then all, then only now and then', async () => {
  const { sent, become, pass, stop, bugs } = stage();
  await pass(2_000);
  become({ sales: 'open', terminal: 'online' });
  await pass(USUAL_TIMING.settleMs);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    number: 1,
    changes: [],
    states: { terminal: { state: 'online' } },
  });
  await pass(USUAL_TIMING.everyMs - 4_000);
  expect(sent).toHaveLength(1);
  await pass(4_000);
  expect(sent.map(({ number }) => number)).toEqual([1, 2]);
  await stop();
  expect(bugs).toEqual([]);
});

test('a change is told at the next look, also one that was over before it', async () => {
  const { sent, become, pass, stop } = stage();
  await pass(USUAL_TIMING.settleMs + 1_000);
  become({ sales: 'terminalAway', terminal: 'offline' });
  become({ sales: 'open', terminal: 'offline' });
  await pass(2_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.changes.map(({ subject, state }) => `${subject} ${state}`)).toEqual([
    'sales terminalAway',
    'sales open',
  ]);
  await stop();
});

test('without an answer it is told again, more and more seldom, with all that came in between', async () => {
  const { sent, answer, become, pass, stop } = stage();
  answer(false);
  await pass(3_600_000);
  expect(sent.length).toBeLessThan(70);
  become({ sales: 'door', terminal: 'offline' });
  answer(true);
  await pass(USUAL_TIMING.everyMs + 2_000);
  expect(sent.at(-1)?.changes).toHaveLength(1);
  await stop();
});
