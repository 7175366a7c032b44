import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { Cable, Line } from './line.ts';
import type { Transaction } from './memory.ts';
import { settlementFile } from './settlement.ts';
import type { Terminal } from './terminal.ts';

const times = z.number().int().min(0).max(1_000).default(1);
const resultCode = z.number().int().min(1).max(255).optional();

/** Every request of the terminal's control socket. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('insertCard'),
    card: z.enum(['visa', 'mastercard', 'benefit']).default('visa'),
  }),
  z.strictObject({ do: z.literal('removeCard') }),
  z.strictObject({ do: z.literal('decline'), resultCode, times }),
  z.strictObject({ do: z.literal('wrongPin'), times }),
  z.strictObject({
    do: z.literal('noReply'),
    /** CLASS and INSTR in hex; otherwise the next command that is no status enquiry. */
    command: z
      .string()
      .regex(/^[0-9a-fA-F]{4}$/u)
      .optional(),
    times,
  }),
  z.strictObject({ do: z.literal('loseReplyAfterApproval'), times }),
  z.strictObject({ do: z.literal('loseApproval'), abort: z.boolean().optional(), times }),
  z.strictObject({
    do: z.literal('abortAfterApproval'),
    resultCode,
    /** The terminal keeps the payment all the same. */
    stored: z.boolean().optional(),
    times,
  }),
  z.strictObject({ do: z.literal('sendTwice'), times }),
  z.strictObject({ do: z.literal('unknownBmp'), first: z.boolean().optional(), times }),
  z.strictObject({ do: z.literal('fullPan'), times }),
  z.strictObject({ do: z.literal('wrongAmount'), times }),
  z.strictObject({ do: z.literal('badCrc'), times }),
  z.strictObject({ do: z.literal('splitFrames'), times }),
  /** TCP: a message leaves in one segment with the next. */
  z.strictObject({ do: z.literal('joinFrames'), times }),
  /** TCP: the till's connection stays open and hears nothing any more. */
  z.strictObject({ do: z.literal('vanish') }),
  /** Receipt text: `after` of them are answered, the next never arrives. */
  z.strictObject({
    do: z.literal('loseText'),
    after: z.number().int().min(0).max(100).default(0),
    abort: z.boolean().optional(),
    times,
  }),
  z.strictObject({
    do: z.literal('rebootAtText'),
    after: z.number().int().min(0).max(100).default(0),
    times,
  }),
  /** The next command that is no status enquiry is answered `84 xx`. */
  z.strictObject({ do: z.literal('refuseCommand'), resultCode, times }),
  z.strictObject({ do: z.literal('refuseEndOfDay'), resultCode, times }),
  /** As if it had stored a payment before this kiosk's time. */
  z.strictObject({ do: z.literal('remember') }),
  z.strictObject({ do: z.literal('longLength'), times }),
  z.strictObject({ do: z.literal('loseAck'), times }),
  z.strictObject({ do: z.literal('nak'), times }),
  /** Frames that arrive nowhere, not even for an ACK: the serial layer repeats. */
  z.strictObject({ do: z.literal('deaf'), times }),
  z.strictObject({ do: z.literal('garbage'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
  z.strictObject({ do: z.literal('reboot') }),
  z.strictObject({ do: z.literal('forget') }),
  z.strictObject({ do: z.literal('pace'), ms: z.number().int().min(0).max(60_000) }),
  z.strictObject({ do: z.literal('autoCard'), on: z.boolean() }),
  z.strictObject({ do: z.literal('busy'), on: z.boolean() }),
  z.strictObject({ do: z.literal('abortMode'), mode: z.enum(['untilCard', 'refuse', 'ignore']) }),
  /** The terminal status of `05 01`, 0–255. */
  z.strictObject({ do: z.literal('status'), value: z.number().int().min(0).max(255) }),
  z.strictObject({ do: z.literal('transactions') }),
  /** The acquirer's settlement file, of one day or of all. */
  z.strictObject({
    do: z.literal('settlement'),
    day: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/u)
      .optional(),
  }),
  z.strictObject({ do: z.literal('state') }),
]);

const LINK_FAULTS = {
  badCrc: 'badCrc',
  splitFrames: 'splitFrames',
  joinFrames: 'joinFrames',
  loseAck: 'loseAcks',
  nak: 'nakGoodFrames',
  deaf: 'deafTo',
} as const;

/** Answers control requests for a running terminal. */
export const terminalControls =
  (terminal: Terminal, link: Line, cable: Cable) =>
  async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    const { settings, mishaps, operation } = terminal;
    switch (request.do) {
      case 'insertCard': {
        const waiting = operation?.insert(request.card) ?? false;
        if (!waiting) terminal.cardInHand = request.card;
        return ok({ waiting });
      }
      case 'removeCard':
        terminal.cardInHand = null;
        if (operation === null) return fail('no operation runs');
        operation.cardRemoved = true;
        return ok({});
      case 'decline':
      case 'wrongPin':
      case 'noReply':
      case 'loseReplyAfterApproval':
      case 'loseApproval':
      case 'abortAfterApproval':
      case 'sendTwice':
      case 'unknownBmp':
      case 'fullPan':
      case 'wrongAmount':
      case 'loseText':
      case 'rebootAtText':
      case 'refuseCommand':
      case 'refuseEndOfDay':
        mishaps.arm(request.do, request.times, request);
        return ok({});
      case 'badCrc':
      case 'splitFrames':
      case 'joinFrames':
      case 'loseAck':
      case 'nak':
      case 'deaf':
        link.faults[LINK_FAULTS[request.do]] = request.times;
        return ok({});
      case 'longLength':
        terminal.till.longLength = request.times;
        return ok({});
      case 'garbage':
        cable.write(new Uint8Array(Buffer.from(request.hex, 'hex')));
        return ok({});
      case 'unplug':
        await cable.unplug();
        return ok({});
      case 'plug': {
        const plugged = await cable.plug();
        return plugged.ok ? ok({}) : fail(plugged.error.detail);
      }
      case 'reboot':
        await terminal.reboot();
        return ok({});
      case 'vanish':
        if (cable.vanish === undefined) return fail('only a TCP connection can be half open');
        cable.vanish();
        return ok({});
      case 'remember':
        if (operation !== null) return fail('an operation runs');
        terminal.memory.rememberEarlier();
        return ok({});
      case 'forget':
        if (operation !== null) return fail('an operation runs');
        terminal.memory.forget();
        return ok({});
      case 'pace':
        settings.paceMs = request.ms;
        return ok({});
      case 'autoCard':
        settings.autoCard = request.on;
        return ok({});
      case 'busy':
        settings.busy = request.on;
        return ok({});
      case 'abortMode':
        settings.abortMode = request.mode;
        return ok({});
      case 'status':
        settings.status = request.value;
        return ok({});
      case 'transactions':
        return ok(transactions(terminal.memory.content.acquirer));
      case 'settlement':
        return ok({
          csv: settlementFile(
            terminal.memory.content.acquirer,
            settings.terminalId,
            new Date(terminal.clock.wallMs()),
            request.day,
          ),
        });
      case 'state':
        return ok({
          plugged: cable.plugged,
          ...(cable.port === undefined ? {} : { port: cable.port }),
          operation: operation === null ? null : operation.phase,
          textsAnswered: operation?.textsAnswered ?? 0,
          registration: terminal.registration,
          mishaps: mishaps.list(),
          settings,
        });
    }
  };

/**
 * What the terminal would tell an acquirer. `totalFils` is the money the merchant gets: payments still
 * `stored`; a payment taken back, by itself or by a reversal, is `reversed` and counts nothing.
 * `open` ones wait for the till's acknowledgement.
 */
const transactions = (all: readonly Transaction[]): Record<string, unknown> => {
  const settled = all.filter(({ status }) => status !== 'open');
  const show = ({ trace, receipt, amountFils, kind, originalTrace, status }: Transaction) => ({
    trace: String(trace).padStart(6, '0'),
    receipt: String(receipt).padStart(4, '0'),
    amountFils,
    kind,
    originalTrace: originalTrace === null ? null : String(originalTrace).padStart(6, '0'),
    status,
  });
  return {
    transactions: settled.map(show),
    open: all.filter(({ status }) => status === 'open').map(show),
    totalFils: settled
      .filter(({ kind, status }) => kind === 'payment' && status === 'stored')
      .reduce((sum, { amountFils }) => sum + amountFils, 0),
  };
};
