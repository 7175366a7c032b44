/** The central service as a process; see `options.ts` for its command line. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../contract/clock.ts';
import { ok } from '../contract/result.ts';
import { USUAL_KEEP_DAYS } from './console/options.ts';
import { readCatalogue } from './catalogue/read.ts';
import { OWN_CATALOGUE } from './catalogue/services.ts';
import { openDatabase, type OpenProblem } from './database/open.ts';
import { enrolOperator } from './decisions/operators.ts';
import { seedDemo } from './demo/seed.ts';
import { seedSuggestions } from './demo/suggestions.ts';
import { registerKiosk } from './identity/kiosks.ts';
import { carryNotices, type NoticeDeps } from './fleet/notices.ts';
import { startFleetWatch } from './fleet/watch.ts';
import { ensureCatalogueKey, ensureSecret } from './keys.ts';
import { startDeliveries } from './messages/deliver.ts';
import { messageSeal } from './messages/seal.ts';
import { sendersOf } from './messages/options.ts';
import { type CentralOptions, readOptions, USAGE } from './options.ts';
import { remindDue } from './reminders/remind.ts';
import { reminderSeal } from './reminders/seal.ts';
import { buildServer } from './server.ts';
import { startBlanking } from './suggestions/blank.ts';
import { USUAL } from './suggestions/record.ts';
import { tellAnswers } from './suggestions/tell.ts';
import { sqlStore } from './store/sql/store.ts';
import type { Database } from './database/schema.ts';
import { startHealthCare } from './telemetry/care.ts';
import { startForwarding } from './telemetry/forward.ts';

/** `EX_CONFIG` of sysexits: what was asked for cannot be started. */
const BAD_CONFIGURATION = 78;

const REFUSALS: Readonly<Record<OpenProblem, string>> = {
  embeddedInProduction:
    'The embedded database (PGlite) does not force its writes to the disk and so cannot keep money: ' +
    'in production set DATABASE_URL to a PostgreSQL.',
  folderInUse: 'Another central service is using this data folder.',
};

const refuse = (message: string): never => {
  process.stderr.write(`central: ${message}\n`);
  process.exit(BAD_CONFIGURATION);
};

const start = async (options: CentralOptions): Promise<void> => {
  const catalogue =
    options.cataloguePath === undefined ? ok(OWN_CATALOGUE) : readCatalogue(options.cataloguePath);
  if (!catalogue.ok) return refuse(catalogue.error);
  const opened = await openDatabase(
    { url: options.databaseUrl, dataDir: options.dataDir, production: options.production },
    (error) => process.stderr.write(`central: a database connection broke: ${error.name}\n`),
  );
  if (!opened.ok) return refuse(REFUSALS[opened.error]);
  const db = opened.value;
  const catalogueKey = ensureCatalogueKey(options.dataDir);
  if (!options.production) await seedDemo(db);
  if (!options.production && options.console !== null)
    await seedSuggestions(db, systemClock.wallMs(), catalogue.value.tawasul ?? USUAL);
  for (const kiosk of options.kiosks)
    await registerKiosk(sqlStore(db), kiosk, systemClock.wallMs());

  for (const operator of options.operators) {
    const enrolled = await enrolOperator(db, { ...operator, nowMs: systemClock.wallMs() });
    if (!enrolled.ok) return refuse(`--operator ${operator.name}: ${enrolled.error}`);
  }

  const senders = options.messages === null ? [] : sendersOf(options.messages);
  const chosen = catalogue.value.messages;
  const messages = senders
    .map(({ channel }) => channel)
    .filter((channel) => chosen === undefined || chosen.includes(channel));
  const wording = {
    services: catalogue.value.services,
    receiptUrl: options.messages?.receiptUrl ?? '',
  };
  const store = sqlStore(db);
  const messageSecret = ensureSecret(options.dataDir, 'message-secret');
  const envelopes = messageSeal(messageSecret, randomBytes);
  const seal = reminderSeal(messageSecret, randomBytes);
  const carrying = { db, store, clock: systemClock, senders, wording };
  const deliveries = startDeliveries(
    {
      ...carrying,
      envelopes,
      remind: async () => {
        await tellAnswers(carrying);
        return remindDue({ ...carrying, seal });
      },
    },
    (error) => process.stderr.write(`central: messages wait: ${(error as Error).name}\n`),
  );

  const server = await buildServer({
    db,
    catalogueKey,
    catalogue: { ...catalogue.value, messages },
    clock: systemClock,
    publicOrigins: options.publicOrigins,
    eKey: options.eKey,
    messageSecret,
    console: options.console,
    health: {
      keepDays: options.healthDays,
      forwards: options.collector !== null,
      metricsToken: options.metricsToken,
    },
    log: process.stderr,
  });
  // Fastify hands all of it on to Node's own `listen`, which its type does not say.
  const address = { host: '127.0.0.1', port: options.port, reusePort: options.sharePort };
  await server.listen(address);
  const { port } = server.server.address() as AddressInfo;
  const own = `http://127.0.0.1:${String(port)}`;
  const keeping = [
    ...keepHealthLogs(db, options),
    startBlanking({
      db,
      clock: systemClock,
      keepDays: options.console?.suggestions.keepDays ?? USUAL_KEEP_DAYS,
      tell: (what) => process.stderr.write(`central: ${what}\n`),
    }),
    ...watchFleet(db, options, {
      email: senders.find(({ channel }) => channel === 'email') ?? null,
      origin: () => options.console?.origin ?? own,
    }),
  ];
  // Whoever hears that it is ready may end it at once.
  stopOnSignal(async () => {
    await server.close();
    await Promise.all([deliveries, ...keeping].map((each) => each.stop()));
    await db.destroy();
  });
  const ready = {
    ready: true,
    url: own,
    catalogueKey: catalogueKey.publicKey,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
};

/** What must be done about the kiosks' health logs while nobody asks. */
const keepHealthLogs = (
  db: Database,
  { collector, healthDays: keepDays }: CentralOptions,
): readonly { readonly stop: () => Promise<void> }[] => {
  const tell = (what: string): void => {
    process.stderr.write(`central: ${what}\n`);
  };
  const shared = { db, clock: systemClock, tell };
  return [
    startHealthCare({ ...shared, keepDays }),
    ...(collector === null ? [] : [startForwarding({ ...shared, collector })]),
  ];
};

/** Alerts, and who is told of them, where there is a page to look after them. */
const watchFleet = (
  db: Database,
  { console: desk }: CentralOptions,
  sending: Pick<NoticeDeps, 'email' | 'origin'>,
): readonly { readonly stop: () => Promise<void> }[] => {
  if (desk === null) return [];
  const { webhookSecret, emails, webhooks } = desk.tell;
  const notices = { ...sending, db, clock: systemClock, webhookSecret };
  return [
    startFleetWatch({
      db,
      clock: systemClock,
      limits: desk.alerts,
      told: [
        ...emails.map((target) => ({ channel: 'email', target }) as const),
        ...webhooks.map((target) => ({ channel: 'webhook', target }) as const),
      ],
      carry: async () => {
        await carryNotices(notices);
      },
      tell: (what) => process.stderr.write(`central: ${what}\n`),
    }),
  ];
};

/** Ends cleanly at the first signal: open requests are answered, then the database is closed. */
const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`central: could not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
};

/** What keeps central from starting although its command line is right, in words. */
const couldNotStart = (error: unknown): never => {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stderr.write(`central: could not start: ${message}${code ? ` (${code})` : ''}\n`);
  process.exit(1);
};

const options = readOptions(process.argv.slice(2), process.env);
if (!options.ok) refuse(`${options.error}\n\n${USAGE}`);
else await start(options.value).catch(couldNotStart);
