/** A receipt asked for by message while the network is away: kept over a kill, sent once, and the number nowhere. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { eventually, useKiosk } from '../payments/kiosk.ts';
import { walkToConfirm } from '../payments/visits.ts';

const kiosk = useKiosk();
const PHONE = '36198765';
const NO_PHONE = '61234567';
const PUT = 'PUT /v1/receipt-messages/';

const waiting = (): string[] => readdirSync(join(kiosk.rig().paths.data, 'receipt-messages'));
const carried = (): string[] =>
  readdirSync(kiosk.rig().paths.messages).filter((name) => !name.endsWith('.new'));

/** Every file below. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

test('kept over a kill, sent once in spite of a lost reply, and the number is in no file', async () => {
  const rig = kiosk.rig();
  const payer = await kiosk.visitor();
  await walkToConfirm(payer, '10000001');
  await payer.do({ do: 'pay' });
  const { shortId } = await payer.screen('outcome');
  await payer.until(
    ({ screen }) => screen.name === 'outcome' && screen.kind === 'paid' && screen.canSend === true,
    'a paid receipt that can be sent',
  );
  // Central knows that no phone has this number: the screen must not say that anything is on its way.
  await payer.do({ do: 'sendReceipt' });
  await payer.do({ do: 'sendBy', channel: 'sms', remind: false });
  await payer.do({ do: 'sendTo', typed: NO_PHONE });
  await payer.until(
    ({ screen }) => screen.name === 'outcome' && screen.sent?.at(-1)?.refused === true,
    'the refusal to be said',
  );
  await rig.control.network({ do: 'cut' });
  await payer.until((view) => view.gateway === 'offline', 'the gateway to be missed');
  await payer.do({ do: 'sendReceipt' });
  await payer.do({ do: 'sendBy', channel: 'sms', remind: true });
  await payer.do({ do: 'sendTo', typed: PHONE });
  const { sent } = await payer.screen('outcome');
  expect(sent?.slice(1)).toEqual([{ channel: 'sms', to: '********765', taken: false }]);
  expect(waiting()).toHaveLength(1);
  await payer.leave();

  await rig.killEngine();
  await rig.startEngine();
  expect(waiting()).toHaveLength(1);
  await rig.control.network({ do: 'dropReply', match: PUT });
  await rig.control.network({ do: 'restore' });
  await eventually(
    () => Promise.resolve(waiting()),
    (names) => names.length === 0,
  );
  await eventually(
    () => Promise.resolve(carried()),
    (names) => names.length > 0,
  );
  const [message = '', ...more] = carried();
  expect(more).toEqual([]);
  const text = readFileSync(join(rig.paths.messages, message), 'utf8');
  expect(text).toContain(`+973${PHONE}`);
  expect(text).toContain(shortId);

  await rig.stop();
  const cli = new URL('../../central/messages.ts', import.meta.url).pathname;
  const env = { ...process.env, DATABASE_URL: '' };
  const list = async (...args: string[]): Promise<string> => {
    const run = promisify(execFile)(process.execPath, [cli, '--data', rig.paths.central, ...args], {
      env,
    });
    return (await run).stdout;
  };
  expect(await list(), 'nothing waits').toBe('0 messages\n');
  expect(await list('--all')).toMatch(/ sms +sent +1 tries .*\n1 messages\n$/u);
  for (const path of filesBelow(rig.paths.data)) {
    if (path.startsWith(rig.paths.messages)) continue; // What was carried.
    expect(readFileSync(path).includes(PHONE), path).toBe(false);
  }
});
