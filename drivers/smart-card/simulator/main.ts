/** A chip card in the first slot of vsmartcard's virtual reader. */
import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import { ControlServer } from '../../simulator-kit/control-server.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { VirtualCard } from './card.ts';

const USAGE = 'usage: main.ts --control SOCKET [--port N] [--atr HEX] [--two-steps]';
/** Where vpcd's first slot listens. */
const USUAL_PORT = '35963';
const USUAL_ATR = '3b8001 81';
/** The payment system environment of contact cards, as an example of an application. */
const PSE = Buffer.from('1PAY.SYS.DDF01', 'latin1').toString('hex');

const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('insert') }),
  z.strictObject({ do: z.literal('remove') }),
]);

const options = readOptions(
  process.argv.slice(2),
  { required: ['control'], optional: ['port', 'atr'] },
  ['two-steps'],
);
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};
const atr = String(given['atr'] ?? USUAL_ATR).replaceAll(' ', '');

const card = new VirtualCard({
  port: Number(given['port'] ?? USUAL_PORT),
  atr: Buffer.from(atr, 'hex'),
  applications: new Map([[PSE, Buffer.from(`6f10840e${PSE}`, 'hex')]]),
  inTwoSteps: given['two-steps'] === true,
});
const control = new ControlServer(String(given['control']), async (raw) => {
  const parsed = requestSchema.safeParse(raw);
  if (!parsed.success) return fail(z.prettifyError(parsed.error));
  if (parsed.data.do === 'remove') await card.remove();
  else if (!card.inserted) await card.insert();
  return ok({});
});
const listening = await control.listen();
if (!listening.ok) endWith(EXIT_UNAVAILABLE, listening.error);
serveUntilSignal({ control: control.path }, async () => {
  await control.close();
  await card.remove();
});
