/**
 * `node tests/gallery/make-staff-strip.ts [--out DIR]`: a technician finds printer and scanner on each other's
 * lines and sets them right, on a whole kiosk; a picture of each screen on the way. Whoever sees only these
 * should know what to press.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import said from '../../locales/en/devices.json' with { type: 'json' };
import words from '../../locales/en/technician.json' with { type: 'json' };
import type { ConfigDraft } from '../../rig/processes/kiosk-config.ts';
import { beginStrip } from './strip.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/strip-staff' } } });
const NUMBER = '1001';
const PIN = '204060';
/** The gesture itself is a length of time. */
const REST_MS = 2_300;

const DEVICES = ['terminal', 'printer', 'scanner', 'cabinet'] as const;
/** By device: the line as the pictures name it, as a kiosk's sockets are named, not as the rig knows it. */
const lines = new Map<string, string>();

const withPlainLines = (draft: ConfigDraft): ConfigDraft => {
  const devices = structuredClone(draft.devices) as Record<string, { path?: string }>;
  for (const [index, name] of DEVICES.entries()) {
    const device = devices[name];
    if (device?.path === undefined) continue;
    const line = join(dirname(device.path), `usb-port-${String(index + 1)}`);
    lines.set(name, line);
    device.path = line;
  }
  return { ...draft, devices } as ConfigDraft;
};

const { rig, page, take, touch, end } = await beginStrip(values.out, {
  furnished: true,
  adjust: (draft) => ({
    ...withPlainLines(draft),
    languages: ['en'],
    timing: { ...draft.timing, heartbeatMs: 500, retryFirstMs: 100, retryMostMs: 1_000 },
  }),
});

/** The file as whoever crossed two cables would have made it. */
const crossed = (text: string): string => {
  const draft = JSON.parse(text) as {
    devices: Record<'printer' | 'scanner', Record<string, unknown>>;
  };
  const { printer, scanner } = draft.devices;
  [printer['path'], scanner['path']] = [scanner['path'], printer['path']];
  return JSON.stringify(draft);
};
const hold = async (x: number, y: number): Promise<void> => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.waitForTimeout(REST_MS);
  await page.mouse.up();
};
const type = async (digits: string): Promise<void> => {
  for (const digit of digits) await touch(digit);
};
const text = (what: string) => page.getByText(what).first();
const button = (name: string) => page.getByRole('button', { name }).first();
const enter = async (): Promise<void> => {
  await page.locator('.attract-touch').waitFor();
  await hold(20, 20);
  await hold(1_060, 1_900);
  await text(words.asking.title).waitFor();
};

const { paths } = rig;
await page.locator('.attract-touch').waitFor();
await rig.stopEngine();
await writeFile(paths.config, crossed(await readFile(paths.config, 'utf8')));
await rig.startEngine();
await enter();
await take('number');
await type(NUMBER);
await take('number-typed');
await touch(words.asking.next);
await type(PIN);
await take('pin');
await touch(words.asking.enter);
await text(words.home.title).waitFor();
await button(said.role.printer).getByText(said.state.offline).waitFor();
await take('devices');
await button(said.role.printer).click();
await text(words.advice.offline).waitFor();
await take('printer');
await button(words.bind.open).click();
await button(words.bind.listen).waitFor();
await take('where');
await button(words.bind.listen).click();
await text(words.bind.listening).waitFor();
await take('listening');
await rig.control.scanner({ do: 'scan', text: '5012345678900' });
await button(words.bind.heard).waitFor();
await take('heard');
await button(lines.get('printer') ?? '').click();
await button(words.bind.apply).waitFor();
await take('chosen');
await button(words.bind.apply).click();
await page.locator('.attract-touch').waitFor();
await enter();
await type(NUMBER);
await touch(words.asking.next);
await type(PIN);
await touch(words.asking.enter);
await text(words.bind.state.kept).waitFor();
await take('kept');
await button(said.role.printer).click();
await button(words.device.try.printer).waitFor();
await take('printer-again');
await button(words.device.try.printer).click();
await text(words.trial.printed).waitFor();
await take('printed');
await end();
