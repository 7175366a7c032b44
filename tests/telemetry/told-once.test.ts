/** Outages, kills and lost replies: every line of the engine's log, and every fact, stands at central once. */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { EVENTS } from '../../engine/telemetry/vocabulary.ts';
import { eventually, outcome, useKiosk } from '../payments/kiosk.ts';
import { accounts, hurried, walkToConfirm } from '../payments/visits.ts';
import { usePostgres } from './with-postgres.ts';

const rows = usePostgres();
const kiosk = useKiosk({
  adjust: (draft) => ({
    ...hurried(draft),
    telemetry: { everyMs: 40, sampleMs: 200, retryFirstMs: 30, retryMostMs: 300 },
  }),
});
const nextAccount = accounts();
const network = (request: Parameters<ReturnType<typeof kiosk.rig>['control']['network']>[0]) =>
  kiosk.rig().control.network(request);

const LOGS = 'POST /v1/telemetry/logs/';
const ANY = 'POST /v1/telemetry/';

/** What the engine itself wrote to stderr, in all its lives. */
const written = (): string[] => {
  const { logs } = kiosk.rig().paths;
  const text = readdirSync(logs)
    .filter((name) => name.startsWith('engine'))
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{"at"')) return [];
    const { event } = JSON.parse(line) as { event: string };
    return event in EVENTS ? [event] : [];
  });
};
type Stored = { readonly event: string; readonly payment_id: string | null };
/** In the order in which central took them. */
const stored = (): Promise<Stored[]> =>
  rows<Stored>(`select event, payment_id from health_log order by tx, id`);

type ToldFact = { readonly seq: number; readonly payment_id: string; readonly type: string };

/** From a copy: the engine has its journal to itself. */
const facts = (): ToldFact[] => {
  const { data } = kiosk.rig().paths;
  for (const name of readdirSync(data).filter((each) => /^journal\.sqlite(?:-wal)?$/u.test(each)))
    copyFileSync(join(data, name), join(data, `copy-of-${name}`));
  const db = new Database(join(data, 'copy-of-journal.sqlite'));
  const found = db
    .prepare(`select seq, payment_id, json_extract(body, '$.type') as type from facts order by seq`)
    .all() as ToldFact[];
  db.close();
  return found;
};

/** Waits until the kiosk has told everything up to that fact: neither line nor span waits in its buffer. */
const allTold = (upTo: number): Promise<unknown> =>
  eventually(
    () => {
      const db = new Database(join(kiosk.rig().paths.data, 'telemetry.db'), { readonly: true });
      const now = db
        .prepare(
          `select (select count(*) from item where signal in ('logs', 'traces')) as waiting,
            (select cast(value as integer) from kept where name = 'journalSeq') as seq`,
        )
        .get() as { waiting: number; seq: number };
      db.close();
      return Promise.resolve(now);
    },
    ({ waiting, seq }) => waiting === 0 && seq >= upTo,
  );

const pay = async (): Promise<string> => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await visitor.do({ do: 'pay' });
  const { paymentId } = await outcome(visitor, 'paid', 'printed');
  await visitor.leave();
  return paymentId;
};
const replug = async (): Promise<void> => {
  const { printer } = kiosk.rig().control;
  const visitor = await kiosk.visitor();
  await printer({ do: 'unplug' });
  await visitor.until((view) => view.printer.state !== 'online', 'the printer to be missed');
  await printer({ do: 'plug' });
  await visitor.until((view) => view.printer.state === 'online', 'the printer');
  await visitor.leave();
};

/** Both records agree: nothing missing, nothing twice, each in its order. */
const expectToldOnce = async (): Promise<void> => {
  const known = facts();
  const own = written();
  await allTold(known.at(-1)?.seq ?? 0);
  const lines = await stored();
  const events = new Set(own);
  const ours = lines.map(({ event }) => event).filter((event) => events.has(event));
  // More may have been told meanwhile; one that came twice would move all that follow.
  expect(ours.slice(0, own.length)).toEqual(own);
  const [twice] = await rows<{ count: string }>(
    `select count(*) - count(distinct (kiosk_id, at_ms, event, device, attributes)) as count
      from health_log where event not like 'payment.%'`,
  );
  expect(twice).toEqual({ count: '0' });
  const ofFacts = lines.filter(({ event }) => event.startsWith('payment.'));
  const told = ofFacts.map((line) => [line.payment_id, line.event]);
  expect(told.slice(0, known.length)).toEqual(
    known.map(({ payment_id: id, type }) => [id, `payment.${type}`]),
  );
};

test('a payment’s lines and spans arrive, each once', async () => {
  const paymentId = await pay();
  await kiosk.agreed();
  await kiosk.rig().startEngine();
  await expectToldOnce();
  const spans = await rows<{ name: string; outcome: string; parent: boolean; ms: string }>(
    `select name, outcome, parent_id is not null as parent from health_span
      where payment_id = $1 order by start_ms, end_ms desc, name`,
    [paymentId],
  );
  expect(spans).toContainEqual({ name: 'payment', outcome: 'posted', parent: false });
  expect(spans).toContainEqual({ name: 'authorise', outcome: 'approved', parent: true });
  expect(spans).toContainEqual({ name: 'post', outcome: 'posted', parent: true });
  expect(spans).toContainEqual({ name: 'print', outcome: 'printed', parent: true });
  const gauges = await eventually(
    () => rows<{ name: string; device: string }>('select name, device from health_metric'),
    (found) => found.length >= 10,
  );
  expect(gauges).toContainEqual({ name: 'khidma.exposure', device: '' });
  expect(gauges).toContainEqual({ name: 'khidma.device.online', device: 'printer' });
  expect(gauges).toContainEqual({ name: 'khidma.loop.delay.p99', device: '' });
});

test('replies are lost: the same batches come again and are not stored again', async () => {
  await network({ do: 'dropReply', match: ANY, times: 5 });
  await replug();
  await pay();
  await expectToldOnce();
});

test('an outage: what happened meanwhile is told afterwards', async () => {
  await network({ do: 'cut' });
  await replug();
  await replug();
  await network({ do: 'restore' });
  await pay();
  await expectToldOnce();
});

test('the engine is killed while central has a batch and the reply is on its way', async () => {
  for (let round = 0; round < 3; round++) {
    await allTold(facts().at(-1)?.seq ?? 0);
    const before = (await stored()).length;
    await network({ do: 'dropReply', match: LOGS, times: 1_000_000 });
    await replug();
    await eventually(stored, (lines) => lines.length > before);
    await kiosk.rig().killEngine();
    await network({ do: 'restore' });
    await kiosk.rig().startEngine();
  }
  await pay();
  await expectToldOnce();
});

test('the engine is killed in a payment: its facts are told by the next life', async () => {
  const visitor = await kiosk.visitor();
  await walkToConfirm(visitor, nextAccount());
  await kiosk.rig().control.printer({ do: 'mute', on: true });
  await visitor.do({ do: 'pay' });
  await visitor.until(
    ({ screen }) => screen.name === 'outcome' && screen.receipt === 'printing',
    'the receipt to be printing',
  );
  await kiosk.rig().killEngine();
  await kiosk.rig().control.printer({ do: 'mute', on: false });
  await kiosk.rig().startEngine();
  await kiosk.agreed();
  await kiosk.rig().startEngine();
  await expectToldOnce();
});

test('a kiosk that sells nothing tells why', async () => {
  await kiosk.agreed();
  const file = join(kiosk.rig().paths.data, 'journal.sqlite');
  for (const name of readdirSync(kiosk.rig().paths.data))
    if (name.startsWith('journal.sqlite-')) rmSync(join(kiosk.rig().paths.data, name));
  writeFileSync(file, Buffer.alloc(65_536, 'not a journal'));
  await kiosk.rig().startEngine();
  const [line] = await eventually(
    () => rows<object>(`select level, attributes from health_log where event = 'engine.closed'`),
    (found) => found.length > 0,
  );
  expect(line).toEqual({ level: 17, attributes: { reason: 'journal' } });
});
