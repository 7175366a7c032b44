/** `npm run bench`: the figures of the project, in one run, as a table and one line of JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureEnqueue } from './bench/enqueue.ts';
import { measurePage } from './bench/page.ts';
import { measureReceipt } from './bench/receipt.ts';
import { measureStartup } from './bench/startup.ts';
import { grouped, table } from './bench/table.ts';
import { runCommand, type Command } from './processes/run-command.ts';

const bench = async (command: Command): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'khidma-bench-'));
  command.onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
  console.log('Measuring …\n');
  const enqueue = measureEnqueue(folder);
  const receipt = measureReceipt();
  const javascript = measurePage();
  const startup = await measureStartup(folder);

  const ratio = enqueue.journalPerSecond / enqueue.sqlitePerSecond;
  const perSecond = (figure: number): string => `${grouped(figure)} /s`;
  console.log(
    table([
      ['SQLite alone, one row a commit, WAL + FULL', perSecond(enqueue.sqlitePerSecond)],
      ['Durable enqueue: the journal’s commit', perSecond(enqueue.journalPerSecond)],
      ['  against SQLite alone', `${grouped(ratio * 100, 1)} %`],
      ['Whole approval: signed, sealed, committed, mirrored', perSecond(enqueue.approvalPerSecond)],
      ['Standard receipt', `${grouped(receipt.bytes)} bytes`],
      ['  on a line of 115,200 baud', `${grouped(receipt.seconds, 2)} s`],
      [
        'Shell’s start to the attract screen',
        'ms' in startup ? `${grouped(startup.ms)} ms` : `not measured: ${startup.notMeasured}`,
      ],
      [
        'Citizen’s JavaScript, gzipped',
        javascript === null ? 'not measured: not built' : `${grouped(javascript)} bytes`,
      ],
    ]),
  );
  console.log(
    `\n${JSON.stringify({
      enqueue: {
        sqlitePerSecond: Math.round(enqueue.sqlitePerSecond),
        journalPerSecond: Math.round(enqueue.journalPerSecond),
        approvalPerSecond: Math.round(enqueue.approvalPerSecond),
        ratio: Number(ratio.toFixed(3)),
      },
      receipt: { bytes: receipt.bytes, seconds: Number(receipt.seconds.toFixed(3)) },
      startup: 'ms' in startup ? { ms: Math.round(startup.ms) } : startup,
      citizenJavascriptGzippedBytes: javascript,
    })}`,
  );
  return 0;
};

await runCommand(bench);
