/** The cabinet's board over one open serial line: `docs/cabinet-protocol.md`. */
import type { Clock } from '../../../contract/clock.ts';
import type { DeviceState } from '../../../contract/devices.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Cabinet, CabinetProblem, CabinetStatus } from '../../cabinet.ts';
import { createListeners } from '../../transport/listeners.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import type { Answer, Request, Sensors } from '../codec/messages.ts';
import { createBoardLink } from './board-link.ts';

export type CabinetOptions = {
  /** Open. When it closes the board is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ByteTransport;
  readonly clock: Clock;
};

const BEAT_MS = 1_000;
const MISSES_TO_SILENT = 3;
/** What finishing or parking a payment takes; a board that promises less must be believed earlier. */
const NEEDED_SECONDS = 10;

const UNKNOWN: Sensors = {
  door: null,
  keySwitch: null,
  tampered: null,
  power: null,
  headset: null,
};

/** A start of the board that it and we have greeted. */
type Session = { readonly boot: string; readonly holdSeconds: number };

const isSame = (a: CabinetStatus, b: CabinetStatus): boolean =>
  (Object.keys(a) as (keyof CabinetStatus)[]).every((name) => a[name] === b[name]);

const believed = (sensors: Sensors, { holdSeconds }: Session): Sensors =>
  sensors.power === 'battery' && holdSeconds < NEEDED_SECONDS
    ? { ...sensors, power: 'batteryLow' }
    : sensors;

/** Door, key switch, tamper, UPS, lights and headset on one board; its heartbeat decides whether it is there. */
export const createCabinet = ({ transport, clock }: CabinetOptions): Cabinet => {
  const listeners = createListeners<CabinetStatus>();
  let status: CabinetStatus = { state: 'offline', ...UNKNOWN };
  let session: Session | null = null;
  let misses = 0;
  let ended = false;
  let cancelBeat = (): void => undefined;

  const show = (next: CabinetStatus): void => {
    if (isSame(status, next)) return;
    status = next;
    listeners.call(next);
  };

  const lose = (state: DeviceState): void => {
    session = null;
    show({ state, ...UNKNOWN });
  };

  /** Another start of the board has forgotten its lights: greeted anew, its listeners set them again. */
  const takeState = (answer: Answer): void => {
    if (answer.kind !== 'state' || session === null || ended) return;
    if (answer.boot !== session.boot) lose('offline');
    else show({ state: 'online', ...believed(answer.sensors, session) });
  };

  const link = createBoardLink(transport, clock, takeState);

  const greet = async (): Promise<boolean> => {
    misses = 0;
    const hello = await link.ask({ ask: 'hello' });
    if (ended) return false;
    if (!hello.ok) lose('offline');
    else if (hello.value.kind !== 'hello') lose('hardwareError');
    else session = hello.value;
    return session !== null;
  };

  const beat = async (): Promise<void> => {
    if (session === null && !(await greet())) return;
    const state = await link.ask({ ask: 'state' });
    if (ended) return;
    misses = state.ok ? 0 : misses + 1;
    if (state.ok) takeState(state.value);
    if (misses >= MISSES_TO_SILENT) lose('offline');
  };

  const tick = async (): Promise<void> => {
    await beat();
    if (!ended) cancelBeat = clock.after(BEAT_MS, () => void tick());
  };

  const end = (): void => {
    if (ended) return;
    ended = true;
    cancelBeat();
    stopClose();
    link.stop();
    lose('noDevice');
  };
  const stopClose = transport.onClose(end);
  if (transport.isOpen) void tick();
  else end();

  const command = async (request: Request): Promise<Result<void, CabinetProblem>> => {
    if (ended) return fail({ code: 'notConnected' });
    if (session === null) return fail({ code: 'noAnswer' });
    const answered = await link.ask(request);
    if (!answered.ok) return answered;
    return answered.value.kind === 'ok' ? ok(undefined) : fail({ code: 'refused' });
  };

  return {
    get status() {
      return status;
    },
    onStatus: listeners.add,
    setLight: (light, mode) => command({ ask: 'light', light, mode }),
    clearTamper: () => command({ ask: 'clearTamper' }),
    close: async () => {
      end();
      listeners.clear();
      await transport.close();
    },
  };
};
