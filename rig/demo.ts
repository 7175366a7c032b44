/** `npm run demo`: one payment from attract to the receipt, without a screen. See `DEMO_USAGE`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_USAGE, readDemoOptions, type DemoOptions } from './demo/options.ts';
import { finishQueued } from './demo/finish-queued.ts';
import { keepPaper, lastPaper } from './demo/paper.ts';
import { payOneBill } from './demo/visit.ts';
import { startRig } from './processes.ts';
import { givenConfig } from './processes/given-config.ts';
import type { ConfigDraft } from './processes/kiosk-config.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';

/** Nobody waits at a demonstration: the engine looks for the gateway more often than at a kiosk. */
const hurried = (draft: ConfigDraft): ConfigDraft => ({
  ...draft,
  timing: { ...draft.timing, heartbeatMs: 500, retryFirstMs: 200, retryMostMs: 2_000 },
});

const step = (text: string): void => {
  console.log(`- ${text}`);
};

const demo = async (options: DemoOptions, command: Command): Promise<number> => {
  const given = givenConfig();
  const dataFolder = given?.dataFolder ?? mkdtempSync(join(tmpdir(), 'khidma-demo-'));
  let done = false;
  command.onEnd(() => {
    if (done && !given) rmSync(dataFolder, { recursive: true, force: true });
    else if (!done) console.error(`Logs and journal are kept in ${dataFolder}.`);
    return Promise.resolve();
  });
  step('central service, card terminal, receipt printer and engine start');
  const rig = await startRig({
    dataFolder,
    adjust: hurried,
    autoCard: true,
    ...(given && { config: given }),
  });
  command.onEnd(() => rig.stop());
  const visitor = await rig.visitor();
  command.onEnd(() => visitor.leave());

  if (options.gatewayDown) await rig.control.network({ do: 'cutOn', match: 'PUT /v1/payments/' });
  step(`a person pays: ${options.service}, reference ${options.reference}, ${options.language}`);
  const visited = await payOneBill(visitor, options);
  step(`the screen says: ${visited.outcome.kind}, paper ${visited.outcome.receipt}`);
  if (options.gatewayDown) await finishQueued(rig, visitor, visited, options.out, step);

  const payment = await visitor.client.api.payment.query({ paymentId: visited.paymentId });
  const file = keepPaper(await lastPaper(rig), options.out, 'receipt');
  done =
    payment?.state === 'posted' && payment.receipt === 'printed' && payment.receiptKind === 'final';
  const summary = {
    paymentId: visited.paymentId,
    status: payment?.state ?? null,
    amountFils: visited.amountFils,
    reference: visited.reference,
    receipt: { status: payment?.receipt ?? null, file },
    gateway: payment?.gateway ?? null,
  };
  console.log(JSON.stringify(summary));
  return done ? 0 : 1;
};

const options = readDemoOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${DEMO_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => demo(options.value, command));
