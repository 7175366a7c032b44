import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './reports.ts';

const file = (status: string, ...tests: [string, string][]): unknown => ({
  name: 'a.test.ts',
  status,
  message: tests.some(([, state]) => state === 'failed') ? '' : 'no such module',
  assertionResults: tests.map(([fullName, state]) => ({
    fullName,
    status: state,
    failureMessages: state === 'failed' ? ['why'] : [],
  })),
});

describe('a vitest report', () => {
  it('counts tests', () => {
    const report = { testResults: [file('failed', ['one', 'passed'], ['two', 'failed'])] };
    expect(countVitest(report)).toEqual({
      passed: 1,
      failures: [{ test: 'a.test.ts › two', message: 'why' }],
    });
  });

  it('says why a hook failed where it names the tests that were not run for it', () => {
    expect(countVitest({ testResults: [file('failed', ['one', 'skipped'])] }).failures).toEqual([
      { test: 'a.test.ts › one', message: 'no such module' },
    ]);
  });

  it('takes a skipped test and a file that did not load as failures', () => {
    expect(
      countVitest({ testResults: [file('passed', ['one', 'skipped'])] }).failures,
    ).toHaveLength(1);
    expect(countVitest({ testResults: [file('failed')] })).toEqual({
      passed: 0,
      failures: [{ test: 'a.test.ts', message: 'no such module' }],
    });
  });
});

describe('a Playwright report', () => {
  const spec = (status: string): unknown => ({
    title: 'opens',
    file: 'a.spec.ts',
    line: 3,
    tests: [
      {
        projectName: 'portrait',
        status,
        results: [{ errors: [{ message: 'too long' }, { message: 'why' }] }],
      },
    ],
  });
  const report = (...states: string[]): unknown => ({
    suites: [{ title: '', specs: [], suites: [{ title: 'in', specs: states.map(spec) }] }],
    errors: [],
  });

  it('counts what passed at once', () => {
    expect(countPlaywright(report('expected', 'expected'))).toEqual({ passed: 2, failures: [] });
  });

  it.each(['unexpected', 'flaky', 'skipped'])('takes %s as a failure', (state) => {
    expect(countPlaywright(report('expected', state))).toEqual({
      passed: 1,
      failures: [{ test: 'portrait a.spec.ts:3 › opens', message: 'too long\nwhy' }],
    });
  });

  it('counts what went wrong outside of tests', () => {
    expect(
      countPlaywright({ suites: [], errors: [{ message: 'no config' }] }).failures,
    ).toHaveLength(1);
  });
});
