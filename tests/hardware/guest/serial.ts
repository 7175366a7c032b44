/** The ZVT driver over serialport and a real cdc-acm port; the ZVT simulator on the device's side. */
import { existsSync } from 'node:fs';
import { systemClock } from '../../../contract/clock.ts';
import { payableFils, type Fils } from '../../../contract/money.ts';
import type {
  AuthoriseHooks,
  AuthoriseOutcome,
  CardTerminal,
} from '../../../drivers/card-terminal.ts';
import { createZvtTerminal } from '../../../drivers/zvt/driver/terminal.ts';
import { openSerial } from '../../../drivers/transport/serial.ts';
import type { ByteTransport } from '../../../drivers/transport/transport.ts';
import { saw } from './checks.ts';
import { DeviceSide } from './device-side.ts';
import { other, PORT, terminal as gadget, TERMINAL_PLACE } from './devices.ts';
import { found } from './find.ts';
import { until, within } from './wait.ts';

const BAUD = 9_600;
const MINUTE = 60_000;

const fils = (value: number): Fils => {
  const amount = payableFils(value);
  if (!amount.ok) throw new Error(amount.error);
  return amount.value;
};

const PAID = fils(7_850);
const TORN = fils(12_500);

type Near = { readonly transport: ByteTransport; readonly till: CardTerminal };

const connect = async (path: string): Promise<Near> => {
  const opened = await openSerial({ path, baudRate: BAUD, stopBits: 2 })();
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  const transport = opened.value;
  return { transport, till: createZvtTerminal({ transport, clock: systemClock }) };
};

const hooks = (more: Partial<AuthoriseHooks> = {}): AuthoriseHooks => ({
  onReference: () => undefined,
  onReply: () => undefined,
  onPrompt: () => undefined,
  onApproval: () => Promise.resolve('accept'),
  onReceiptText: () => Promise.resolve(),
  ...more,
});

/** Pays with the Completion lost, and pulls the cable once the terminal has stored the payment. */
const tearPayment = async (far: DeviceSide, near: Near): Promise<AuthoriseOutcome> => {
  await far.simulator.control({ do: 'loseReplyAfterApproval' });
  const outcome = near.till.authorise(TORN, hooks());
  await until('the terminal stored it', async () => {
    const { transactions } = await far.simulator.control({ do: 'transactions' });
    return JSON.stringify(transactions).includes(`"amountFils":${TORN}`);
  });
  const closed = new Promise<void>((resolve) => near.transport.onClose(resolve));
  await far.unplug();
  await within('onClose', closed);
  return within('the end of the payment', outcome);
};

export const playTerminal = async (): Promise<void> => {
  const memory = ['--memory', '/run/terminal.json', '--pace', '50', '--auto-card'];
  const far = await DeviceSide.start('zvt-simulator', memory, gadget, '/dev/ttyGS0');
  await far.plug(PORT.terminal);
  const path = await found(TERMINAL_PLACE, 'serial');
  saw('terminal: found as', path);

  const first = await connect(path);
  saw('terminal: registered', await within('registration', first.till.register(), MINUTE));
  const second = await openSerial({ path, baudRate: BAUD })();
  saw('terminal: a second opener is told', second.ok ? 'open' : second.error.code);

  const prompts: string[] = [];
  const onPrompt = (prompt: string): void => void prompts.push(prompt);
  const paid = await within('a payment', first.till.authorise(PAID, hooks({ onPrompt })), MINUTE);
  saw('terminal: payment', { kind: paid.kind, prompts });

  const torn = await tearPayment(far, first);
  saw('terminal: unplugged after the approval', {
    kind: torn.kind,
    problem: torn.kind === 'inDoubt' ? torn.problem.code : null,
    amountFils: torn.kind === 'inDoubt' ? (torn.authorisation?.amountFils ?? null) : null,
    write: await first.transport.write(Uint8Array.of(6)),
  });
  await first.till.close();

  other.plug(PORT.other);
  await until('something else took its number', () => existsSync(path));
  await far.plug(PORT.terminal);
  const again = await found(TERMINAL_PLACE, 'serial');
  saw('terminal: found again as', again);
  const back = await connect(again);
  saw(
    'terminal: registered again',
    (await within('registration', back.till.register(), MINUTE)).ok,
  );
  const last = await within('the last outcome', back.till.lastTransaction(null), MINUTE);
  saw(
    'terminal: last outcome',
    last.ok ? (last.value?.authorisation.amountFils ?? null) : last.error,
  );
  const kept = await far.simulator.control({ do: 'transactions' });
  saw('terminal: it kept', kept['transactions']);
  await back.till.close();
  other.unplug();
  await far.unplug();
  await far.simulator.stop();
};
