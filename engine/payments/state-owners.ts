/**
 * Who moves a payment out of each of its states, on what, and after how long: the proof that none can be
 * stuck. A new state does not compile without its row; `state-owners.test.ts` compares the exits with the
 * journal's transitions.
 */
import { CONFIG_DEFAULTS } from '../../contract/config.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { OutcomeKind } from '../../contract/view.ts';
import { ASK_PEOPLE_MS } from './evidence.ts';
import { ASK_AGAIN_MS as REVERSAL_ASK_AGAIN_MS, TERMINAL_PATIENCE_MS } from './money-back.ts';
import { ASK_AGAIN_MS } from './resolver.ts';

const HOUR_MS = 3_600_000;
/** `devices.terminal.silenceSeconds` where a configuration says nothing (ZVT's T4). */
const TERMINAL_SILENCE_MS = 120_000;

/** Every timer that moves a payment or brings it before people, in milliseconds. */
export const TIMERS = {
  'devices.terminal.silenceSeconds': TERMINAL_SILENCE_MS,
  'resolver ASK_AGAIN_MS': ASK_AGAIN_MS,
  'money-back ASK_AGAIN_MS': REVERSAL_ASK_AGAIN_MS,
  'money-back TERMINAL_PATIENCE_MS': TERMINAL_PATIENCE_MS,
  'evidence ASK_PEOPLE_MS': ASK_PEOPLE_MS,
  'timing.inDoubtPatienceMs': CONFIG_DEFAULTS.timing.inDoubtPatienceMs,
  'timing.retryMostMs': CONFIG_DEFAULTS.timing.retryMostMs,
  'limits.oldestHours': CONFIG_DEFAULTS.limits.oldestHours * HOUR_MS,
} as const satisfies Readonly<Record<string, number>>;
export type TimerName = keyof typeof TIMERS;

/** People who can end what no timer can. */
export type Person = 'two operators' | 'operator';

type Moved = {
  readonly owner: string;
  readonly on: string;
  /** In the order in which they run out. */
  readonly timers: readonly TimerName[];
  readonly people: readonly Person[];
  readonly exits: readonly [PaymentState, ...PaymentState[]];
};
type Final = { readonly final: true; readonly on: string };

export type StateOwner = (Moved | Final) & {
  /** Key of `locales/<language>/citizen.json`: the outcome, or what the reader asks for. */
  readonly citizen: `outcome.kind.${OutcomeKind}` | 'paying.prompt';
  /** What `exposure` tells whoever looks at the kiosk. */
  readonly technician: 'unfinished' | 'unfinished, unclear' | 'nothing open';
  /** What central shows: the ledger, or the case that is opened. */
  readonly operator: string;
};

const nothing = {
  final: true,
  on: 'nothing was charged; a hold is freed',
  technician: 'nothing open',
  operator: 'nothing',
} as const;

export const STATE_OWNERS: Readonly<Record<PaymentState, StateOwner>> = {
  intent: {
    owner: 'engine',
    on: 'the next write; a restart ends it (`nameInterrupted`)',
    timers: ['devices.terminal.silenceSeconds'],
    people: [],
    exits: ['authorising', 'notCharged'],
    citizen: 'paying.prompt',
    technician: 'unfinished',
    operator: 'a hold on the bills',
  },
  authorising: {
    owner: 'card terminal',
    on: 'its answer; silence, a lost link or a restart is a doubt',
    timers: ['devices.terminal.silenceSeconds'],
    people: [],
    exits: ['declined', 'cancelled', 'approved', 'inDoubt', 'notCharged'],
    citizen: 'paying.prompt',
    technician: 'unfinished',
    operator: 'a hold on the bills',
  },
  declined: { ...nothing, citizen: 'outcome.kind.declined' },
  cancelled: { ...nothing, citizen: 'outcome.kind.cancelled' },
  notCharged: { ...nothing, citizen: 'outcome.kind.notCharged' },
  approved: {
    owner: 'card terminal',
    on: 'its Completion; silence, an abort or a restart is a doubt',
    timers: ['devices.terminal.silenceSeconds'],
    people: [],
    exits: ['confirmed', 'inDoubt', 'notCharged'],
    citizen: 'paying.prompt',
    technician: 'unfinished',
    operator: 'a hold on the bills',
  },
  inDoubt: {
    owner: 'resolver',
    on: 'the terminal’s last transaction; where it cannot tell, or stays away, two operators by a signed command',
    timers: ['resolver ASK_AGAIN_MS', 'timing.inDoubtPatienceMs', 'evidence ASK_PEOPLE_MS'],
    people: ['two operators'],
    exits: ['approved', 'confirmed', 'notCharged'],
    citizen: 'outcome.kind.checking',
    technician: 'unfinished, unclear',
    operator: 'case inDoubtUnclear, with the evidence',
  },
  confirmed: {
    owner: 'outbox',
    on: 'the gateway’s typed answer, asked for again for ever',
    timers: ['timing.retryMostMs', 'limits.oldestHours'],
    people: ['operator'],
    exits: ['posted', 'refused', 'quarantined'],
    citizen: 'outcome.kind.queued',
    technician: 'unfinished',
    operator: 'nothing yet; case chargedNotPosted after its deadline',
  },
  posted: {
    final: true,
    on: 'the ministry has it',
    citizen: 'outcome.kind.paid',
    technician: 'nothing open',
    operator: 'the ledger',
  },
  refused: {
    owner: 'money back',
    on: 'whole, before the end of day and at the terminal that charged it: that one’s reversal; else, and after that wait, a refund request',
    timers: ['money-back ASK_AGAIN_MS', 'money-back TERMINAL_PATIENCE_MS'],
    people: [],
    exits: ['reversing', 'refundRequested', 'quarantined'],
    citizen: 'outcome.kind.refused',
    technician: 'unfinished',
    operator: 'the ledger (refundsDue); case refundOwed after its deadline',
  },
  reversing: {
    owner: 'money back',
    on: 'the terminal’s answer; a lost one is asked for; where it cannot tell, or stays away, two operators, and no new reversal is tried',
    timers: ['money-back ASK_AGAIN_MS', 'evidence ASK_PEOPLE_MS'],
    people: ['two operators'],
    exits: ['reversed', 'refundRequested', 'quarantined'],
    citizen: 'outcome.kind.refused',
    technician: 'unfinished',
    operator: 'the ledger (refundsDue); case inDoubtUnclear, with the evidence',
  },
  reversed: {
    // Central hears of it through the outbox, and may refuse to: then it is quarantined.
    owner: 'outbox',
    on: 'over for the card; central’s answer ends the row, its refusal is for people',
    timers: ['timing.retryMostMs'],
    people: [],
    exits: ['quarantined'],
    citizen: 'outcome.kind.reversed',
    technician: 'unfinished',
    operator: 'the ledger; case refundOwed until it is told',
  },
  refundRequested: {
    owner: 'outbox',
    on: 'central’s answer, asked for again for ever',
    timers: ['timing.retryMostMs'],
    people: ['operator'],
    exits: ['refunded', 'quarantined'],
    citizen: 'outcome.kind.refused',
    technician: 'unfinished',
    operator: 'the ledger (refundsDue); case refundOwed after its deadline',
  },
  refunded: {
    final: true,
    on: 'central has paid back',
    citizen: 'outcome.kind.refunded',
    technician: 'nothing open',
    operator: 'the ledger',
  },
  quarantined: {
    owner: 'two operators',
    on: 'a signed command: reversed or refunded where a reversal is unclear; otherwise settled by people',
    timers: [],
    people: ['two operators'],
    exits: ['reversed', 'refundRequested'],
    citizen: 'outcome.kind.needsStaff',
    technician: 'unfinished',
    operator: 'case quarantined, with the evidence',
  },
};

/** Names that people use beside the states, and the state and outbox row that they are. */
export const ALSO_CALLED: Readonly<
  Record<string, { readonly state: PaymentState; readonly row: string }>
> = {
  queued: { state: 'confirmed', row: 'payment row `released`, not sent yet' },
  submitted: { state: 'confirmed', row: 'payment row `released`, with attempts, not answered yet' },
  'line refused': { state: 'refused', row: 'payment row `done`; the other lines are posted' },
};
