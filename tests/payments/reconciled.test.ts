/** A terminal's day, the acquirer's file and the ledger side by side; and what only two people can decide. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../engine/testing/sample.ts';
import { startPostgres, type PrivatePostgres } from '../central/postgres.ts';
import { eventually, outcome, useKiosk } from './kiosk.ts';
import { accounts, untilReady, walkToConfirm } from './visits.ts';

const run = promisify(execFile);
const folder = temporaryFolder();
let postgres: PrivatePostgres;
let db: pg.Client;
beforeAll(async () => {
  postgres = await startPostgres();
  process.env['DATABASE_URL'] = await postgres.createDatabase('khidma');
  db = new pg.Client(process.env['DATABASE_URL']);
  await db.connect();
}, 60_000);
// Hooks after all tests run in reverse: the kiosk, asked for below, is gone before its database.
afterAll(async () => {
  delete process.env['DATABASE_URL'];
  await db.end();
  await postgres.stop();
  folder.remove();
}, 60_000);
const kiosk = useKiosk();
const nextAccount = accounts();

/** `node central/<tool>.ts …`; what it printed, and how it ended. */
const central = async (tool: string, ...args: string[]) => {
  try {
    const { stdout } = await run(process.execPath, [`central/${tool}.ts`, ...args]);
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
};
const rows = async <T>(sql: string): Promise<T[]> => (await db.query(sql)).rows as T[];

/** The acquirer's file of the only day there is, written from the terminal simulator's own memory. */
const settlement = async (): Promise<{ day: string; file: string }> => {
  const { csv } = await kiosk.rig().control.terminal({ do: 'settlement' });
  const day = /\d{4}-\d{2}-\d{2}/u.exec(String(csv))?.[0] ?? '';
  const file = join(folder.path, `${day}.csv`);
  writeFileSync(file, String(csv));
  return { day, file };
};
const reconcile = async () => {
  const { day, file } = await settlement();
  return central('reconcile', '--day', day, '--settlement', file, '--replace', '--json');
};
const pay = async (visitor: Awaited<ReturnType<typeof kiosk.visitor>>) => {
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  return outcome(visitor, 'paid', 'printed');
};
const closeDay = async (visitor: Awaited<ReturnType<typeof kiosk.visitor>>) => {
  const before = await rows('select number from kiosk_day');
  await kiosk.rig().control.terminal({ do: 'status', value: 0xf0 });
  await visitor.until((v) => v.terminal.state === 'userError', 'the demand to be heard');
  await untilReady(visitor);
  const reports = () =>
    rows<{ document: string }>('select document from kiosk_day order by number');
  const all = await eventually(reports, (found) => found.length > before.length);
  return JSON.parse(all.at(-1)?.document ?? '') as {
    terminal: { fils: number };
    journal: { fils: number };
    entries: { standing: string }[];
  };
};

test('a closed day: journal, terminal, ledger and the acquirer’s file agree line by line', async () => {
  const visitor = await kiosk.visitor();
  const paid = [await pay(visitor), await pay(visitor)];
  await visitor.do({ do: 'finish' });
  const sum = paid.reduce((fils, { totalFils }) => fils + totalFils, 0);
  const report = await closeDay(visitor);
  expect(report).toMatchObject({ terminal: { fils: sum }, journal: { fils: sum } });
  expect(report.entries).toHaveLength(2);
  const { code, text } = await reconcile();
  expect(JSON.parse(text)).toMatchObject({ settledLines: 2, agreed: 2, pending: 0, findings: [] });
  expect(code).toBe(0);
});

test('what the terminal forgot is a case, and two operators bring it to its end', async () => {
  const { control } = kiosk.rig();
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await control.terminal({ do: 'loseReplyAfterApproval' });
  await visitor.do({ do: 'pay' });
  await eventually(kiosk.charges, (all) => all.length === 3 && all[2]?.status === 'stored');
  await control.terminal({ do: 'unplug' });
  const doubt = await outcome(visitor, 'checking', 'printed');
  await control.terminal({ do: 'forget' });
  await control.terminal({ do: 'plug' });

  const cases = () =>
    rows<{ case_id: string; status: string }>(
      `select case_id, status from case_file where payment_id = '${doubt.paymentId}' and kind = 'inDoubtUnclear'`,
    );
  const [opened] = await eventually(cases, (found) => found.length > 0);
  const data = kiosk.rig().paths.central;
  for (const name of ['maryam', 'yusuf']) {
    const key = join(folder.path, `${name}.pem`);
    const made = await central('operators', 'key', '--out', key);
    const enrolled = await central('operators', 'enrol', name, '--public-key', made.text.trim());
    expect(enrolled.code).toBe(0);
    const looked = await central('cases', 'show', opened?.case_id ?? '');
    const seen = /--seen ([0-9a-f]{12})/u.exec(looked.text)?.[1] ?? '';
    const decided = await central(
      'decide',
      ...['--seen', seen],
      ...['--data', data, '--case', opened?.case_id ?? '', '--operator', name, '--key', key],
      ...['--verdict', 'charged', '--because', 'the acquirer settles it'],
    );
    expect(decided).toMatchObject({ code: 0 });
  }
  await eventually(cases, ([found]) => found?.status === 'closed');
  const told = () => rows(`select 1 from payment where payment_id = '${doubt.paymentId}'`);
  await eventually(told, (found) => found.length === 1);
  const state = () => visitor.client.api.payment.query({ paymentId: doubt.paymentId });
  expect((await eventually(state, (p) => p?.state === 'posted'))?.state).toBe('posted');
  const { text } = await reconcile();
  expect(JSON.parse(text)).toMatchObject({ settledLines: 3, agreed: 3, findings: [] });
  const shown = await central('cases', 'show', opened?.case_id ?? '');
  for (const step of [
    'caseOpened',
    'maryam  decided',
    'yusuf  decided',
    'commandAnswered',
    'caseClosed',
  ])
    expect(shown.text).toContain(step);
});
