import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../contract/result.ts';

export type BenchLogsOptions = {
  /** Rows at which searches are measured, growing. */
  readonly sizes: readonly number[];
  readonly searches: number;
  readonly folder: string;
};

const MOST_ROWS = 100_000_000;

export const BENCH_LOGS_USAGE = `npm run bench:logs -- [--rows N,N…] [--fifty] [--searches N] [--data FOLDER]

  --rows N,N…    rows at which is measured (default 1000000,5000000)
  --fifty        goes on to 50,000,000 rows: about 30 GB of disk and an hour
  --searches N   searches of each kind at each size (default 100)
  --data FOLDER  where the database is made, and removed at the end (default /var/tmp/khidma-logs)`;

/** The command line, or what is wrong with it, in words. */
export const readBenchLogsOptions = (args: readonly string[]): Result<BenchLogsOptions, string> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rows: { type: 'string', default: '1000000,5000000' },
        fifty: { type: 'boolean', default: false },
        searches: { type: 'string', default: '100' },
        data: { type: 'string', default: '/var/tmp/khidma-logs' },
      },
    });
    const sizes = [...values.rows.split(',').map(Number), ...(values.fifty ? [50_000_000] : [])];
    const grow = sizes.every((size, index) => size > (sizes[index - 1] ?? 0));
    if (!grow || !sizes.every((size) => Number.isInteger(size) && size <= MOST_ROWS))
      return fail(`--rows: found ${JSON.stringify(values.rows)}`);
    const searches = Number(values.searches);
    if (!Number.isInteger(searches) || searches < 1 || searches > 10_000)
      return fail(`--searches: found ${JSON.stringify(values.searches)}`);
    return ok({ sizes, searches, folder: values.data });
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'The command line could not be read.');
  }
};
