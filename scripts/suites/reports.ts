import { z } from 'zod';

export type Failure = { readonly test: string; readonly message: string };
export type Count = { readonly passed: number; readonly failures: readonly Failure[] };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightResult = z.object({
  errors: z.array(z.object({ message: z.string().optional() })),
});
const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(playwrightResult),
    }),
  ),
});
type PlaywrightSuite = {
  title: string;
  specs: z.infer<typeof playwrightSpec>[];
  suites?: PlaywrightSuite[] | undefined;
};
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Vitest's JSON report. A skipped test is a failure; so is a file that could not be loaded. */
export const countVitest = (report: unknown): Count => {
  const files = vitestReport.parse(report).testResults;
  const tests = files.flatMap(({ name, message, assertionResults }) =>
    assertionResults.map((one) => ({ ...one, test: `${name} › ${one.fullName}`, ofFile: message })),
  );
  const failedTests = tests
    .filter(({ status }) => status !== 'passed')
    .map(({ test, status, failureMessages, ofFile }) => ({
      test,
      // Where a hook failed its tests were skipped, and the file says why.
      message: [...(failureMessages ?? []), ofFile].filter(Boolean).join('\n') || status,
    }));
  const failedFiles = files
    .filter(({ status }) => status !== 'passed')
    .filter(({ assertionResults }) => assertionResults.every(({ status }) => status === 'passed'))
    .map(({ name, message }) => ({ test: name, message: message ?? 'could not be run' }));
  return {
    passed: tests.length - failedTests.length,
    failures: [...failedTests, ...failedFiles],
  };
};

const specsOf = (suite: PlaywrightSuite): readonly z.infer<typeof playwrightSpec>[] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

/** Playwright's JSON report. Only what passed at once passed: flaky and skipped are failures. */
export const countPlaywright = (report: unknown): Count => {
  const { suites, errors } = playwrightReport.parse(report);
  const tests = suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests.map(({ projectName, status, results }) => ({
      status,
      test: `${projectName} ${spec.file}:${spec.line} › ${spec.title}`.trim(),
      // Of a test that hung, the second says where.
      message:
        results
          .flatMap(({ errors: all }) => all)
          .map(({ message }) => message ?? '')
          .join('\n') || status,
    })),
  );
  const failed = tests.filter(({ status }) => status !== 'expected');
  return {
    passed: tests.length - failed.length,
    failures: [
      ...failed.map(({ test, message }) => ({ test, message })),
      ...errors.map(({ message }) => ({ test: 'the suite itself', message: message ?? 'failed' })),
    ],
  };
};
