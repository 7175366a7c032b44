import type { DevicesConfig } from '../../contract/device-config.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import { ok } from '../../contract/result.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { connectPrinter, connectTerminal, UNHEARD } from '../../engine/devices/connect.ts';
import {
  connectCabinet,
  connectReader,
  type ReaderName,
} from '../../engine/devices/connect-readers.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import { awaitState, hasAnswered } from './await-state.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { configured, exitFor, problemLine, type AnyDevice } from './open-problem.ts';
import { filled } from './texts.ts';

const PATIENCE_MS = 4_000;
const PRINTER_OPTIONS = {
  hangingPaper: false,
  storedSet: null,
  heartbeatMs: 500,
} as const;

/** What a device said of itself: its state, a line more for the person, facts for the program. */
type Answer = {
  readonly state: DeviceState;
  readonly more: string | null;
  readonly facts: object;
};
type Asked = Promise<Result<Answer, OpenProblem>>;

const askTerminal = async (desk: Desk, device: DevicesConfig['terminal']): Asked => {
  const { words } = desk;
  const opened = await connectTerminal(device, desk.context, UNHEARD)();
  if (!opened.ok) return opened;
  const terminal = opened.value;
  const registered = await terminal.register();
  const asked = registered.ok ? await terminal.diagnose() : registered;
  await terminal.close();
  if (!asked.ok) {
    const { code, resultCode } = asked.error;
    const more = filled(words.status.said, {
      code: resultCode === null ? code : `${code} ${String(resultCode)}`,
    });
    const state = code === 'refused' ? 'hardwareError' : code === 'busy' ? 'deviceBusy' : 'offline';
    return ok({ state, more, facts: { error: asked.error } });
  }
  const { ready, status, hostReachable, terminalId } = asked.value;
  const host = hostReachable === null ? 'unknown' : hostReachable ? 'reachable' : 'away';
  const more = filled(words.status.diagnosis, { id: terminalId, host: words.word[host], status });
  return ok({ state: ready ? 'online' : 'hardwareError', more, facts: asked.value });
};

const askPrinter = async (desk: Desk, device: DevicesConfig['printer']): Asked => {
  const { words } = desk;
  const opened = await connectPrinter(device, desk.context, PRINTER_OPTIONS)();
  if (!opened.ok) return opened;
  const { printer } = opened.value;
  await awaitState(
    desk.clock,
    PATIENCE_MS,
    () => hasAnswered(printer.status),
    (listener) => printer.onStatus(listener),
  );
  const { status } = printer;
  await printer.close();
  const more = filled(words.status.paper, {
    paper: words.word[status.paper],
    cover: words.word[status.coverOpen ? 'open' : 'closed'],
  });
  return ok({ state: status.state, more, facts: status });
};

const askReader = async (desk: Desk, role: ReaderName): Asked => {
  const connect =
    desk.config === null ? null : connectReader(desk.config.devices, role, desk.context);
  if (connect === null) throw new Error(`${role} is no configured reader`);
  const opened = await connect();
  if (!opened.ok) return opened;
  const { device } = opened.value;
  await awaitState(
    desk.clock,
    PATIENCE_MS,
    () => device.state === 'online',
    (listener) => device.onState(listener),
  );
  const { state } = device;
  await device.close();
  return ok({ state, more: null, facts: {} });
};

const yesNo = (value: boolean | null): 'yes' | 'no' | 'unknown' =>
  value === null ? 'unknown' : value ? 'yes' : 'no';

const askCabinet = async (desk: Desk, device: NonNullable<DevicesConfig['cabinet']>): Asked => {
  const { word, status: texts } = desk.words;
  const opened = await connectCabinet(device, desk.context)();
  if (!opened.ok) return opened;
  const cabinet = opened.value.device;
  await awaitState(
    desk.clock,
    PATIENCE_MS,
    () => cabinet.status.state === 'online',
    (listener) => cabinet.onStatus(listener),
  );
  const { status } = cabinet;
  await cabinet.close();
  const more = filled(texts.cabinet, {
    door: word[status.door ?? 'unknown'],
    keySwitch: word[status.keySwitch ?? 'unknown'],
    tampered: word[yesNo(status.tampered)],
    power: word[status.power ?? 'unknown'],
    headset: word[yesNo(status.headset)],
  });
  return ok({ state: status.state, more, facts: status });
};

const ask = (desk: Desk, role: DeviceRole, device: AnyDevice): Asked => {
  if (device.driver === 'zvt' || device.driver === 'nexo') return askTerminal(desk, device);
  if (device.driver === 'escpos') return askPrinter(desk, device);
  if (device.driver === 'cabinet') return askCabinet(desk, device);
  return askReader(desk, role as ReaderName);
};

const WELL: readonly DeviceState[] = ['online', 'deviceBusy'];

/** `status`: every configured device opened, asked and closed, one after the other. The worst answer decides. */
export const status = async (desk: Desk): Promise<ExitCode> => {
  const { words, say } = desk;
  let worst: ExitCode = EXIT.done;
  const devices: object[] = [];
  for (const [role, device] of desk.config === null ? [] : configured(desk.config.devices)) {
    if (desk.options.role !== null && desk.options.role !== role) continue;
    const asked = await ask(desk, role, device);
    const line = (state: string): string =>
      filled(words.status.line, { role: words.role[role], state });
    if (asked.ok) {
      const { state, more, facts } = asked.value;
      say(line([words.state[state], more].filter((part) => part !== null).join('; ')));
      devices.push({ role, driver: device.driver, state, ...facts, problem: null });
      if (!WELL.includes(state)) worst = Math.max(worst, EXIT.refused) as ExitCode;
    } else {
      const { text, json } = problemLine(desk, device, asked.error);
      say(line(text));
      devices.push({ role, driver: device.driver, state: 'noDevice', ...json });
      worst = Math.max(worst, exitFor(asked.error)) as ExitCode;
    }
  }
  desk.tell({ devices });
  return worst;
};
