import type { SecureContext } from 'node:tls';
import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type {
  AuthoriseOutcome,
  CardTerminal,
  EndOfDayOutcome,
  LastTransaction,
  ReverseOutcome,
  TerminalDiagnosis,
  TerminalProblem,
} from '../../card-terminal.ts';
import { loginRequest, type LoginDetails } from '../codec/requests.ts';
import { serviceIdSchema } from '../codec/header.ts';
import { bareResponseSchema, readBody } from '../codec/responses.ts';
import { conditionOf } from '../codec/conditions.ts';
import { deriveKey, type NexoKey } from '../sealing/key.ts';
import type { NexoEnvironment } from './common-name.ts';
import { askDiagnosis, diagnose, terminalStatusOf } from './diagnosis.ts';
import { closeDay } from './end-of-day.ts';
import { enquire, problem } from './exchange.ts';
import { askLastTransaction } from './last-transaction.ts';
import { createNotFoundWatch } from './not-found.ts';
import type { NexoNotice } from './notice.ts';
import { startPayment, type RunningPayment } from './payment.ts';
import { reverse } from './reversal.ts';
import type { Session } from './session.ts';
import { DEFAULT_TIMERS, type NexoTimers } from './timers.ts';
import { trustOnly } from './trust.ts';

export type NexoTerminalOptions = {
  readonly host: string;
  readonly port: number;
  /** `model-serial`; must stand in the terminal's certificate. */
  readonly poiId: string;
  /** The kiosk's fixed name. */
  readonly saleId: string;
  /** From `loadNexoTrust`: the only roots that count. */
  readonly trustPem: string;
  /** From `loadNexoKey`. */
  readonly key: NexoKey;
  /** Which terminals' certificates are taken; unsaid: `live`. */
  readonly environment?: NexoEnvironment;
  readonly clock: Clock;
  /** Cryptographically random bytes, e.g. `randomBytes` of node:crypto. */
  readonly random: (count: number) => Uint8Array;
  /** From `openServiceIds`: no value twice in 48 h, restarts included. */
  readonly nextServiceId: () => string;
  readonly timers?: Partial<NexoTimers>;
  /** Only where the dialect wants a session (nexo digest §4). */
  readonly login?: LoginDetails;
  readonly onNotice?: (notice: NexoNotice) => void;
};

const BUSY = problem('busy');
const CLOSED = problem('notConnected');

const trustOf = (pem: string): SecureContext => {
  const trust = trustOnly(pem);
  if (!trust.ok) throw new Error(`trustPem: ${trust.error}`);
  return trust.value;
};

const createSession = (options: NexoTerminalOptions, closing: AbortSignal): Session => ({
  target: {
    host: options.host,
    port: options.port,
    poiId: options.poiId,
    environment: options.environment ?? 'live',
    trust: trustOf(options.trustPem),
  },
  parties: { saleId: options.saleId, poiId: options.poiId },
  key: deriveKey(options.key),
  clock: options.clock,
  timers: { ...DEFAULT_TIMERS, ...options.timers },
  random: options.random,
  nextServiceId: () => serviceIdSchema.parse(options.nextServiceId()),
  notify: options.onNotice ?? (() => undefined),
  closing,
});

const login = async (
  session: Session,
  details: LoginDetails,
): Promise<Result<void, TerminalProblem>> => {
  const at = new Date(session.clock.wallMs()).toISOString();
  const said = await enquire(session, loginRequest(details, at));
  if (!said.ok) return said;
  const body = readBody(said.value, 'LoginResponse', bareResponseSchema);
  if (body === null) return fail(problem('malformed'));
  return body.Response.Result === 'Success'
    ? ok(undefined)
    : fail(problem('refused', conditionOf(body.Response.ErrorCondition).code));
};

/**
 * A nexo terminal at its address; nothing stays connected between two calls. See `CardTerminal` for what
 * each call promises. Throws where `trustPem` is no certificate: read it with `loadNexoTrust`.
 *
 *     const key = loadNexoKey(device.keyFile);
 *     const trustPem = loadNexoTrust(device.trustFile);
 *     const ids = openServiceIds(`${dataFolder}/nexo-service-id`, clock.wallMs());  // once a process
 *     if (key.ok && trustPem.ok && ids.ok)
 *       createNexoTerminal({ ...device, trustPem: trustPem.value, key: key.value, clock,
 *         random: randomBytes, nextServiceId: ids.value, onNotice });
 */
export const createNexoTerminal = (options: NexoTerminalOptions): CardTerminal => {
  const closing = new AbortController();
  const session = createSession(options, closing.signal);
  const watch = createNotFoundWatch(session.clock, session.timers);
  let running: Promise<unknown> | null = null;
  let payment: RunningPayment | null = null;

  const alone = async <T>(
    refuse: (why: TerminalProblem) => T,
    operation: () => Promise<T>,
  ): Promise<T> => {
    if (closing.signal.aborted) return refuse(CLOSED);
    if (running !== null) return refuse(BUSY);
    const started = operation();
    running = started;
    try {
      return await started;
    } finally {
      running = null;
    }
  };
  const enquiry = <T>(
    operation: () => Promise<Result<T, TerminalProblem>>,
  ): Promise<Result<T, TerminalProblem>> => alone((why) => fail(why), operation);

  return {
    register: () =>
      enquiry<{ terminalId: string | null }>(async () => {
        if (options.login !== undefined) {
          const begun = await login(session, options.login);
          if (!begun.ok) return begun;
        }
        // Any genuine answer proves link and key, `Busy` too: what runs there is asked about later.
        const said = await askDiagnosis(session, false);
        return said.ok ? ok({ terminalId: session.parties.poiId }) : said;
      }),

    authorise: (amount, hooks) =>
      alone<AuthoriseOutcome>(
        (why) => ({ kind: 'notSent', problem: why }),
        async () => {
          payment = startPayment(session, amount, hooks);
          try {
            return await payment.end;
          } finally {
            payment = null;
          }
        },
      ),

    askAbort: async () => {
      await payment?.askAbort();
    },

    lastTransaction: (reference) =>
      enquiry<LastTransaction | null>(async () =>
        reference === null ? ok(null) : askLastTransaction(session, watch, reference),
      ),

    reverse: (original, hooks) =>
      alone<ReverseOutcome>(
        (why) => ({ kind: 'notSent', problem: why }),
        () => reverse(session, original, hooks),
      ),

    status: () =>
      enquiry<{ terminalStatus: number }>(async () => {
        const said = await askDiagnosis(session, false);
        if (!said.ok) return said;
        const terminalStatus = terminalStatusOf(said.value);
        return terminalStatus === null ? fail(problem('malformed')) : ok({ terminalStatus });
      }),

    diagnose: () => enquiry<TerminalDiagnosis>(() => diagnose(session)),

    endOfDay: () =>
      alone<EndOfDayOutcome>(
        (why) => ({ kind: 'notSent', problem: why }),
        () => closeDay(session),
      ),

    close: async () => {
      closing.abort();
      await running?.catch(() => undefined);
    },
  };
};
