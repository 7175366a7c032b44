/** A complaint written while the network is away: kept over kills, sent once, followed, answered at the desk. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { eventually, textOf, useKiosk } from '../payments/kiosk.ts';
import { untilReady } from '../payments/visits.ts';
import { step, toServices, wish } from './steps.ts';

const kiosk = useKiosk();
const TEXT = 'The lights in Road 2825 are out';
const PHONE = '36198765';
const PUT = 'PUT /v1/suggestions/';

const waiting = (): string[] => readdirSync(join(kiosk.rig().paths.data, 'tawasul'));
const desk = async (...args: readonly string[]): Promise<string> => {
  const env = { ...process.env, DATABASE_URL: '' };
  const cli = new URL('../../central/suggestions.ts', import.meta.url).pathname;
  const data = ['--data', kiosk.rig().paths.central];
  return (await promisify(execFile)(process.execPath, [cli, ...args, ...data], { env })).stdout;
};

test('kept over two kills, sent once, followed by its number, answered, and in no log', async () => {
  const rig = kiosk.rig();
  const writer = await kiosk.visitor();
  await untilReady(writer);
  await rig.control.network({ do: 'cut' });
  await writer.until((view) => view.gateway === 'offline', 'the gateway to be missed');
  await toServices(writer);
  expect(await writer.screen('services')).toMatchObject({ tawasul: true });
  await wish(writer, { act: 'open' });
  await wish(writer, { act: 'write', kind: 'complaint' });
  const { ministries } = await step(writer, 'ministry');
  expect(ministries.map(({ id }) => id)).toContain('works');
  await wish(writer, { act: 'ministry', ministryId: 'works' });
  await wish(writer, { act: 'text', typed: TEXT });
  await wish(writer, { act: 'phone', typed: PHONE });
  expect(await step(writer, 'check')).toMatchObject({ text: TEXT, willQueue: true });
  await wish(writer, { act: 'send' });
  const sent = await step(writer, 'sent', ({ slip }) => slip === 'printed');
  expect(sent.delivered).toBe(false);
  const { trackingNumber } = sent;
  const paper = textOf((await kiosk.papers()).at(-1));
  expect(paper).toContain(trackingNumber);
  expect(paper).not.toContain('Road 2825');
  expect(paper).not.toContain(PHONE);
  expect(waiting()).toHaveLength(1);
  // One page at a time: whoever stayed connected would take the next one's place at the engine.
  await writer.leave();

  await rig.killEngine();
  await rig.startEngine();
  expect(waiting()).toHaveLength(1);
  // Central takes it, and the kiosk dies before it hears so.
  await rig.control.network({ do: 'dropReply', match: PUT });
  await rig.control.network({ do: 'restore' });
  await rig.control.network({ do: 'seen', match: PUT });
  await rig.killEngine();
  await rig.startEngine();
  await eventually(
    () => Promise.resolve(waiting()),
    (names) => names.length === 0,
  );

  const follower = await kiosk.visitor();
  await untilReady(follower);
  await toServices(follower);
  await wish(follower, { act: 'open' });
  await wish(follower, { act: 'follow' });
  await wish(follower, { act: 'ask', typed: trackingNumber.replaceAll('-', '').toLowerCase() });
  expect(await step(follower, 'status')).toMatchObject({ state: 'open', answer: null });

  await rig.stop();
  const listed = await desk('list', '--ministry', 'works');
  expect(listed).toContain('1 messages');
  expect(listed).toContain(trackingNumber);
  expect(await desk('list', '--ministry', 'health')).toContain('0 messages');
  const id = listed.slice(0, 36);
  const shown = await desk('show', id, '--operator', 'noora');
  expect([shown.includes(TEXT), shown.includes(PHONE)]).toEqual([true, true]);
  expect(await desk('answer', id, '--operator', 'noora', '--text', 'Repaired.')).toBe('answered\n');
  await expect(desk('answer', id, '--operator', 'noora', '--text', 'Again.')).rejects.toThrow();
  expect(await desk('list')).toContain('0 messages');
  const closing = ['--operator', 'noora', '--because', 'answered'];
  expect(await desk('close', id, ...closing)).toBe('closed\n');
  expect(await desk('list', '--all')).toContain('closed');

  for (const name of readdirSync(rig.paths.logs)) {
    const log = readFileSync(join(rig.paths.logs, name), 'utf8');
    for (const secret of ['Road 2825', PHONE, trackingNumber])
      expect(log, name).not.toContain(secret);
  }
});
