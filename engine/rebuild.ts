/** `node engine/rebuild.ts --config kiosk.json`: a broken or lost journal made anew; see docs/journal-recovery.md. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import { engineAccessSchema } from '../contract/engine-api.ts';
import { filsDigits, type Fils } from '../contract/money.ts';
import { describeConfigProblem, EXIT_CONFIG, loadConfig } from './config/load-config.ts';
import { createGateway, type Gateway } from './gateway/client.ts';
import { createRequestSigner } from './gateway/request-signature.ts';
import { existingKioskKey } from './keys/kiosk-key.ts';
import { writeDurably } from './keys/secret-file.ts';
import { runRebuild, type RebuildReport } from './journal/rebuild-run.ts';

const USAGE = `node engine/rebuild.ts --config kiosk.json [--without-gateway]

  Makes the journal anew from what the old one's chain vouches for, the mirror and the gateway, and
  sets the old files aside, untouched. The engine must be stopped. Prints a report.

  --without-gateway   goes on although the gateway does not answer: sales stay closed until it has
                      been asked, with another rebuild, where it remembers more
`;
const EXIT_USAGE = 64;
const EXIT_DATA = 65;
const EXIT_RUNNING = 75;

const end = (code: number, sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
};

const isEngineUp = (dataFolder: string): Promise<boolean> => {
  let port: number;
  try {
    const text: unknown = JSON.parse(readFileSync(join(dataFolder, 'engine-access.json'), 'utf8'));
    port = Number(new URL(engineAccessSchema.parse(text).url).port);
  } catch {
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
};

const gatewayOf = (config: KioskConfig): Gateway | null => {
  const key = existingKioskKey(config.dataFolder);
  if (key === null) return null;
  return createGateway({
    url: config.gateway.url,
    timeoutMs: config.gateway.timeoutMs,
    clock: systemClock,
    signer: createRequestSigner({
      kioskId: config.kiosk.id,
      key,
      clock: systemClock,
      random: (count) => randomBytes(count),
    }),
  });
};

const money = ({ count, fils }: { readonly count: number; readonly fils: number }): string =>
  `${String(count)} payments, BD ${filsDigits(fils as Fils)}`;

const sentences = (report: RebuildReport): string =>
  [
    `Kiosk ${report.kioskId}: journal rebuilt, generation ${String(report.generation)}.`,
    `From the old journal: ${String(report.oldFacts)} facts of ${String(report.oldPayments)} payments${report.brokeAt === null ? ', all of it' : `; ${report.brokeAt}`}.`,
    `From the mirror: ${String(report.fromMirror)} payments.`,
    report.gateway === 'asked'
      ? `From the gateway: ${String(report.fromGateway)} payments that only it knew, ${String(report.settledByGateway)} brought to their end.`
      : 'The gateway was left out.',
    `Undecided, to be asked of the card terminal when the engine starts: ${money(report.undecided)}.`,
    `Charged and waiting for the gateway: ${money(report.waiting)}.`,
    report.anchored === null || report.anchor === null
      ? 'Nobody remembers how far the old journal had come.'
      : `When it was last anchored (fact ${String(report.anchor.seq)}, ${report.anchor.at}) ${money(report.anchored)} were open: of what was charged until then, no more can be missing here.`,
    ...report.contradictions.map(
      ({ paymentId, why }) => `For two operators: payment ${paymentId}: ${why}.`,
    ),
    `The old files lie untouched in ${report.setAside}. Keep them until the acquirer's settlement of these days has been reconciled.`,
  ].join('\n');

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, 'without-gateway': { type: 'boolean', default: false } },
  });
  if (values.config === undefined) return end(EXIT_USAGE, USAGE);
  const loaded = loadConfig(values.config);
  if (!loaded.ok) return end(EXIT_CONFIG, describeConfigProblem(loaded.error));
  const config = loaded.value;
  if (await isEngineUp(config.dataFolder))
    return end(EXIT_RUNNING, 'The engine of this kiosk is running: stop it first.');
  const gateway = values['without-gateway'] ? null : gatewayOf(config);
  const done = await runRebuild(config, gateway, systemClock);
  if (!done.ok)
    return end(EXIT_DATA, `Nothing was changed (${done.error.code}): ${done.error.detail}.`);
  const report = JSON.stringify(done.value);
  writeDurably(join(done.value.setAside, 'report.json'), Buffer.from(report));
  process.stdout.write(`${report}\n`);
  process.stderr.write(`${sentences(done.value)}\n`);
};

await main().catch((cause: unknown) => end(EXIT_USAGE, `${(cause as Error).message}\n\n${USAGE}`));
