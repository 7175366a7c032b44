import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import type {
  AuthoriseOutcome,
  CardTerminal,
  EndOfDayOutcome,
  LastTransaction,
  ReverseOutcome,
  TerminalDiagnosis,
  TerminalProblem,
} from '../../card-terminal.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import {
  authorisation,
  BAHRAINI_DINAR,
  registration,
  reversal,
  statusEnquiry,
} from '../codec/commands.ts';
import { readRegistrationCompletion, readTerminalStatus } from '../codec/completion.ts';
import { saysWhatWasAsked, toAuthorisation } from './authorisation.ts';
import { diagnose } from './diagnosis.ts';
import { createDialogue } from './dialogue.ts';
import { closeDay } from './end-of-day.ts';
import { enquire } from './enquiry.ts';
import { askLastTransaction } from './last-transaction.ts';
import { startMoneySequence, type MoneyEnd, type RunningSequence } from './money-sequence.ts';
import { saysOurReversal } from './reversal.ts';
import { createSerialLink } from './serial-link.ts';
import { answerStray, type Session, type ZvtNotice } from './session.ts';
import { createTcpLink } from './tcp-link.ts';
import { DEFAULT_TIMERS, type ZvtTimers } from './timers.ts';

export type ZvtTerminalOptions = {
  /** Open, and this terminal's alone: one terminal object for each connection. */
  readonly transport: ByteTransport;
  /** Frames with ACK and NAK, or the bare messages of a TCP connection (digest §1, §2). */
  readonly framing?: 'serial' | 'tcp';
  readonly clock: Clock;
  /** Six digits; what a terminal expects is a matter of its profile (digest §3). */
  readonly password?: string;
  readonly timers?: Partial<ZvtTimers>;
  /** Without a word from the terminal for so long, a payment is in doubt: T4, 180 s unsaid. */
  readonly silenceMs?: number;
  /**
   * This make insists on printing through us: it is registered so that it gives its receipt as text,
   * and a payment is stored only after the last of it (digest §12.1 b).
   */
  readonly printsThroughUs?: boolean;
  /** How long the terminal shall wait for our answer to an approval before it reverses; unsaid: 30. */
  readonly answerSeconds?: number;
  /**
   * `06 1E` codes with which this make says after an accepted `06 20` that it has no last
   * transaction; a Completion without status says it too. Empty unless proven for the make.
   */
  readonly nothingStoredCodes?: readonly number[];
  readonly onNotice?: (notice: ZvtNotice) => void;
};

const BUSY: TerminalProblem = { code: 'busy', resultCode: null };
const MALFORMED: TerminalProblem = { code: 'malformed', resultCode: null };
const WRONG_CURRENCY = 0x6f;
const CANCELLED = 0x6c;

const toOutcome = (end: MoneyEnd<Authorisation>): AuthoriseOutcome => {
  switch (end.kind) {
    case 'notSent':
      return end;
    case 'completed':
      return { kind: 'confirmed', authorisation: end.approval };
    case 'inDoubt':
      return { kind: 'inDoubt', problem: end.problem, authorisation: end.approval };
    case 'refused':
      return {
        kind: end.resultCode === CANCELLED && !end.byKiosk ? 'cancelled' : 'declined',
        resultCode: end.resultCode,
      };
  }
};

/** A ZVT terminal behind an open transport; see `CardTerminal` for what each call promises. */
export const createZvtTerminal = (options: ZvtTerminalOptions): CardTerminal => {
  let busy = false;
  let payment: RunningSequence<Authorisation> | null = null;
  const timers = {
    ...DEFAULT_TIMERS,
    ...options.timers,
    ...(options.silenceMs === undefined ? {} : { t4Ms: options.silenceMs }),
  };
  const createLink = options.framing === 'tcp' ? createTcpLink : createSerialLink;

  /** Answers what comes while no operation runs, one after the other. */
  const answerIdle = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let stray = dialogue.takeIdle(); stray !== null; stray = dialogue.takeIdle())
      await answerStray(session, stray);
    busy = false;
  };

  const dialogue = createDialogue(createLink, options.transport, options.clock, timers, () => {
    void answerIdle();
  });

  const session: Session = {
    dialogue,
    clock: options.clock,
    timers,
    password: options.password ?? '000000',
    notify: options.onNotice ?? (() => undefined),
    nothingStoredCodes: options.nothingStoredCodes ?? [],
    printsThroughUs: options.printsThroughUs ?? false,
    terminalId: null,
    accepted: new Set(),
  };

  const alone = async <T>(whenBusy: T, operation: () => Promise<T>): Promise<T> => {
    if (busy) return whenBusy;
    busy = true;
    // What this operation finds must stay true: no approval of an earlier one may be stored any more.
    session.accepted.clear();
    try {
      return await operation();
    } finally {
      busy = false;
      await answerIdle();
    }
  };

  return {
    register: () =>
      alone<Result<{ terminalId: string | null }, TerminalProblem>>(fail(BUSY), async () => {
        const end = await enquire(session, registration(session.password, session.printsThroughUs));
        if (!end.ok) return end;
        if (end.value.kind === 'aborted')
          return fail({ code: 'refused', resultCode: end.value.resultCode });
        const said = readRegistrationCompletion(end.value.data ?? new Uint8Array());
        if (said.currency !== null && said.currency !== BAHRAINI_DINAR)
          return fail({ code: 'refused', resultCode: WRONG_CURRENCY });
        session.terminalId = said.terminalId;
        return ok({ terminalId: said.terminalId });
      }),

    authorise: (amount, hooks) =>
      alone<AuthoriseOutcome>({ kind: 'notSent', problem: BUSY }, async () => {
        payment = startMoneySequence<Authorisation>(session, {
          command: authorisation(amount, options.answerSeconds),
          onReply: hooks.onReply,
          onPrompt: hooks.onPrompt,
          read: (status) => {
            const approval = toAuthorisation(status, session.terminalId);
            return approval.ok && saysWhatWasAsked(status, amount) ? approval.value : null;
          },
          decide: hooks.onApproval,
          onReceiptText: hooks.onReceiptText,
        });
        const end = await payment.end;
        payment = null;
        return toOutcome(end);
      }),

    askAbort: () => {
      payment?.askAbort();
      return Promise.resolve();
    },

    lastTransaction: () =>
      alone<Result<LastTransaction | null, TerminalProblem>>(fail(BUSY), () =>
        askLastTransaction(session),
      ),

    reverse: (original, hooks) =>
      alone<ReverseOutcome>({ kind: 'notSent', problem: BUSY }, async () => {
        const end = await startMoneySequence<string>(session, {
          command: reversal(session.password, original.receiptNumber, original.amountFils),
          onReply: hooks.onReply,
          onPrompt: hooks.onPrompt,
          read: (status) => (saysOurReversal(status, original) ? (status.trace ?? '') : null),
          decide: async (trace) => {
            await hooks.onReversal(trace);
            return 'accept';
          },
          onReceiptText: hooks.onReceiptText,
        }).end;
        switch (end.kind) {
          case 'completed':
            return { kind: 'reversed', trace: end.approval };
          case 'refused':
            return { kind: 'refused', resultCode: end.resultCode };
          case 'inDoubt':
            return { kind: 'inDoubt', problem: end.problem };
          case 'notSent':
            return end;
        }
      }),

    status: () =>
      alone<Result<{ terminalStatus: number }, TerminalProblem>>(fail(BUSY), async () => {
        const end = await enquire(session, statusEnquiry(session.password));
        if (!end.ok) return end;
        if (end.value.kind === 'aborted')
          return fail({ code: 'refused', resultCode: end.value.resultCode });
        const terminalStatus = readTerminalStatus(end.value.data ?? new Uint8Array());
        return terminalStatus === null ? fail(MALFORMED) : ok({ terminalStatus });
      }),

    diagnose: () =>
      alone<Result<TerminalDiagnosis, TerminalProblem>>(fail(BUSY), () => diagnose(session)),

    endOfDay: (hooks) =>
      alone<EndOfDayOutcome>({ kind: 'notSent', problem: BUSY }, async () => {
        try {
          return await closeDay(session, hooks);
        } catch (error) {
          session.notify({ kind: 'hookFailed', error });
          return { kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } };
        }
      }),

    close: () => dialogue.close(),
  };
};
