/** The engine's API towards this machine's screen: tRPC over a loopback WebSocket. */
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { EnrolResult, KioskIdentity } from './identity.ts';
import type { KioskView } from './view.ts';
import { languageSchema } from './language.ts';
import { paymentIdSchema } from './ids.ts';
import { paymentStateSchema } from './payment.ts';
import { filsSchema } from './money.ts';
import { displaySchema, receiptStatusSchema } from './view.ts';
import { screenActDoneSchema, type ScreenActDone } from './remote-acts.ts';
import { messageChannelSchema } from './receipt-message.ts';
import { tawasulActSchema } from './tawasul-view.ts';
import { audioActSchema } from './audio.ts';
import { credentialsSchema, technicianActSchema, type TechnicianService } from './technician.ts';

/** Why an intent changed nothing. The page shows the view it has; these are for tests and logs. */
export type IntentProblem = 'notOnThisScreen' | 'notAllowed' | 'busy';
export type IntentResult = { accepted: true } | { accepted: false; problem: IntentProblem };

/** What a person can want. One name each; the engine decides what comes of it. */
export const intentSchema = z.discriminatedUnion('do', [
  /** attract → language; with a service that was touched there, on to its first question. */
  z.object({ do: z.literal('begin'), serviceId: z.string().max(32).optional() }),
  z.object({ do: z.literal('chooseLanguage'), language: languageSchema }), // on every screen
  z.object({ do: z.literal('chooseService'), serviceId: z.string().max(32) }),
  z.object({ do: z.literal('enterReference'), typed: z.string().max(20_000) }),
  z.object({ do: z.literal('enterAmount'), typed: z.string().max(20_000) }),
  /** A receipt is looked for by its number; then the number, and the card's last four, as typed. */
  z.object({ do: z.literal('askReceipt') }),
  z.object({ do: z.literal('receiptNumber'), typed: z.string().max(20_000) }),
  z.object({ do: z.literal('cardDigits'), typed: z.string().max(20_000) }),
  /** Only a part of this bill; how much is asked next. */
  z.object({ do: z.literal('choosePart'), billId: z.string().max(64) }),
  z.object({ do: z.literal('chooseBills'), billIds: z.array(z.string().max(64)).min(1).max(99) }),
  z.object({ do: z.literal('pay') }), // confirm → paying
  z.object({ do: z.literal('askCancel') }), // paying: asks the terminal, promises nothing
  z.object({ do: z.literal('retry') }), // notice → the step that failed
  z.object({ do: z.literal('printAgain') }), // outcome, where the paper failed or is unknown: marked as a copy
  z.object({ do: z.literal('printReceipt') }), // receipt: a copy of what a slip's code found
  z.object({ do: z.literal('printReminder') }), // notice: of what could not be paid
  z.object({ do: z.literal('back') }),
  z.object({ do: z.literal('startOver') }),
  z.object({ do: z.literal('finish') }), // outcome → goodbye
  z.object({ do: z.literal('adjust'), display: displaySchema.partial() }), // on every screen
  z.object({ do: z.literal('signIn') }), // services → a code for the phone
  z.object({ do: z.literal('thatIsMe') }), // the masked name is right: look up all dues
  z.object({ do: z.literal('stillHere') }), // any touch, and *more time*
  z.object({ do: z.literal('sendReceipt') }), // outcome → by what, and to where
  /** `remind`: to be told too before what is due next. */
  z.object({
    do: z.literal('sendBy'),
    channel: messageChannelSchema,
    remind: z.boolean().default(false),
  }),
  z.object({ do: z.literal('sendTo'), typed: z.string().max(20_000) }),
  z.object({ do: z.literal('tawasul'), wish: tawasulActSchema }), // a suggestion or complaint
  z.object({ do: z.literal('audio'), audio: audioActSchema }), // of the pad, and what is to be said
]);
export type Intent = z.infer<typeof intentSchema>;

/** The developer dock's mishaps; a production engine refuses them all. */
export const dockActSchema = z.enum([
  'insertCard',
  'declineNext',
  'removeCard',
  'pullReader',
  'plugReader',
  'paperOut',
  'paperLow',
  'paperFull',
  'openCover',
  'closeCover',
  'unplugPrinter',
  'plugPrinter',
  'cutNetwork',
  'restoreNetwork',
  'scanBill',
  'scanNonsense',
  'openDoor',
  'closeDoor',
  'powerAway',
  'powerBack',
]);
export type DockAct = z.infer<typeof dockActSchema>;

/** One payment as technician, demo and tests see it. Nothing personal. */
export const paymentSummarySchema = z.object({
  paymentId: paymentIdSchema,
  state: paymentStateSchema,
  totalFils: filsSchema,
  receipt: receiptStatusSchema,
  /** Kind of the last receipt job: `queued` slips are followed by a `final` receipt. */
  receiptKind: z.enum(['none', 'final', 'queued', 'checking', 'refused', 'reversed']),
  gateway: z.object({
    status: z.enum(['none', 'held', 'released', 'posted', 'refused', 'quarantined']),
    attempts: z.number().int(),
  }),
});
export type PaymentSummary = z.infer<typeof paymentSummarySchema>;

/** What this kiosk still has to answer for. Nothing personal. */
export const exposureSchema = z.object({
  /** Payments not yet in a final state, and reversals not yet told to central. */
  unfinished: z.number().int(),
  /** Charged and not yet answered for by the gateway. */
  storedFils: z.number().int(),
  storedPayments: z.number().int(),
  oldestAt: z.iso.datetime().nullable(),
  /** Milliseconds since, and until the oldest must be posted or is for staff; below 0 when that is past. */
  oldestAgeMs: z.number().int(),
  deadlineMs: z.number().int().nullable(),
  /** How much of each cap is used, 1 = all of it; more where the caps were lowered since. */
  used: z.object({ fils: z.number(), count: z.number(), age: z.number() }),
  /** The cap that will be reached first. */
  nearest: z.enum(['fils', 'count', 'age']),
  /** What of that cap is used in words for the log: below half, half, most of it, all. */
  level: z.union([z.literal(0), z.literal(50), z.literal(80), z.literal(100)]),
  /** In doubt where the terminal's memory could not decide: for two operators. */
  unclear: z.number().int(),
});
export type Exposure = z.infer<typeof exposureSchema>;

/** What the engine must offer; implemented in `engine/engine.ts`. */
export interface EngineService {
  readonly intent: (intent: Intent) => Promise<IntentResult>;
  /** The view now, then at every change, until `signal` aborts. */
  readonly views: (signal: AbortSignal) => AsyncIterable<KioskView>;
  readonly payment: (id: z.infer<typeof paymentIdSchema>) => PaymentSummary | null;
  readonly exposure: () => Exposure;
  readonly dock: (act: DockAct) => Promise<boolean>;
  /** Prints the final receipt of a payment that was queued when its citizen left. */
  readonly printFinal: (id: z.infer<typeof paymentIdSchema>) => Promise<boolean>;
  /** What this kiosk is to the gateway; `null`: it cannot be told just now. */
  readonly identity: () => KioskIdentity | null;
  /** A one-time code as a technician types it. */
  readonly enrol: (typed: string) => Promise<EnrolResult>;
  /** The page's word about what it was asked for; false: it was not asked. */
  readonly screenActDone: (done: ScreenActDone) => boolean;
  /** Absent: no technician can enter here. */
  readonly technician?: TechnicianService;
}

export interface EngineContext {
  readonly service: EngineService;
  /** False as soon as another page with the token took over. */
  readonly controlling: () => boolean;
  /** The page's own: a technician's session belongs to it. */
  readonly connection: object;
}

const t = initTRPC.context<EngineContext>().create();

const controlled = t.procedure.use(({ ctx, next }) => {
  if (!ctx.controlling()) {
    throw new TRPCError({ code: 'PRECONDITION_FAILED', message: 'superseded' });
  }
  return next();
});

const tokenSchema = z.string().min(32).max(64);

/** A token that is not this connection's session opens nothing. */
const orUnauthorised = <T>(answer: T | null | undefined): T => {
  if (answer === null || answer === undefined) {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'no such session' });
  }
  return answer;
};

const technicianRouter = t.router({
  open: controlled.mutation(({ ctx }) => ctx.service.technician?.open() ?? false),
  close: controlled.mutation(({ ctx }) => ctx.service.technician?.close() ?? false),
  enter: controlled
    .input(credentialsSchema)
    .mutation(({ ctx, input }) =>
      orUnauthorised(ctx.service.technician?.enter(ctx.connection, input)),
    ),
  view: controlled.input(z.object({ token: tokenSchema })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    const until = signal ?? new AbortController().signal;
    yield* orUnauthorised(ctx.service.technician?.views(ctx.connection, input.token, until));
  }),
  act: controlled
    .input(z.object({ token: tokenSchema, act: technicianActSchema }))
    .mutation(({ ctx, input }) =>
      orUnauthorised(ctx.service.technician?.act(ctx.connection, input.token, input.act)),
    ),
});

export const engineRouter = t.router({
  intent: controlled.input(intentSchema).mutation(({ ctx, input }) => ctx.service.intent(input)),
  view: controlled.subscription(async function* ({ ctx, signal }) {
    yield* ctx.service.views(signal ?? new AbortController().signal);
  }),
  payment: controlled
    .input(z.object({ paymentId: paymentIdSchema }))
    .query(({ ctx, input }) => ctx.service.payment(input.paymentId)),
  exposure: controlled.query(({ ctx }) => ctx.service.exposure()),
  printFinal: controlled
    .input(z.object({ paymentId: paymentIdSchema }))
    .mutation(({ ctx, input }) => ctx.service.printFinal(input.paymentId)),
  dock: controlled
    .input(z.object({ act: dockActSchema }))
    .mutation(({ ctx, input }) => ctx.service.dock(input.act)),
  identity: controlled.query(({ ctx }) => ctx.service.identity()),
  enrol: controlled
    .input(z.object({ code: z.string().max(40) }))
    .mutation(({ ctx, input }) => ctx.service.enrol(input.code)),
  screenActDone: controlled
    .input(screenActDoneSchema)
    .mutation(({ ctx, input }) => ctx.service.screenActDone(input)),
  technician: technicianRouter,
});
export type EngineRouter = typeof engineRouter;

/** How the page finds the engine: preload in the shell, `/engine.json` on loopback in a plain browser. */
export const engineAccessSchema = z.object({
  url: z.string().regex(/^ws:\/\/127\.0\.0\.1:[0-9]+\/$/u),
  token: z.string().min(32),
});
export type EngineAccess = z.infer<typeof engineAccessSchema>;
