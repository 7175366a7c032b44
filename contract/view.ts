/** What the screen shows. The engine owns it; the page only draws it and sends intents. */
import { z } from 'zod';
import { billSchema, paymentStateSchema } from './payment.ts';
import { eKeyScreens } from './ekey-view.ts';
import { bilingualSchema, languageSchema } from './language.ts';
import { filsSchema, positiveFilsSchema } from './money.ts';
import { cardReaderPlaceSchema, printerStatusSchema, terminalStatusSchema } from './devices.ts';
import { paymentIdSchema } from './ids.ts';
import { screenActSchema } from './remote-acts.ts';
import { messageChannelSchema } from './receipt-message.ts';
import { tawasulStepSchema } from './tawasul-view.ts';
import { audioViewSchema } from './audio.ts';
import { staffGateSchema } from './technician.ts';
import {
  billedServiceSchema,
  freeServiceSchema,
  serviceFieldsSchema,
  serviceSchema,
} from './catalogue.ts';

/** Why a service cannot be paid just now. */
export const serviceUnavailableSchema = z.enum([
  'gatewayAway', // its bills must be looked up, and the gateway does not answer
  'terminalAway', // no card can be taken
  'onlineOnly', // it is never sold without the gateway, which does not answer
  'needsSignedBill', // the gateway does not answer; a bill's own signed code would do
  'exposureCap', // too much is stored and not yet sent
  'clockUnsure', // the clock stands below its floor, and the gateway does not answer
]);
export type ServiceUnavailable = z.infer<typeof serviceUnavailableSchema>;

export const serviceCardSchema = serviceFieldsSchema
  .pick({ id: true, title: true, ministry: true, icon: true, keywords: true })
  .extend({ unavailable: serviceUnavailableSchema.nullable() });
export type ServiceCard = z.infer<typeof serviceCardSchema>;

/** What the citizen should do at the reader, from the terminal's own intermediate status. */
export const cardPromptSchema = z.enum([
  'starting',
  'presentCard',
  'enterPin',
  'wrongPin',
  'watchReader',
  'cardNotRead',
  'processing',
  'takeCard',
  'approvedTakeCard',
  'declinedTakeCard',
  'reversing',
]);
export type CardPrompt = z.infer<typeof cardPromptSchema>;

/** A dead end that is nobody's fault, with what to do next. Money was never touched. */
export const noticeKindSchema = z.enum([
  'unknownReference',
  'nothingDue',
  'gatewayAway',
  'onlineOnly', // this service is never sold while the gateway is away
  'needsSignedBill', // only a bill's own signed code can be paid while the gateway is away
  'exposureCap', // too much is stored here and not yet sent
  'clockUnsure', // the gateway is away and the kiosk's clock cannot be right
  'gatewayTrouble', // it answered, but nothing that can be used
  'terminalAway',
  'billHeld', // being paid at another kiosk now
  'billChanged', // no longer due, or due differently
  'alreadyPaidHere', // stands in this kiosk's queue or recent payments
  'amountNotAccepted',
  'lookupExpired', // found too long ago to be paid offline
  'tooManyTries', // slip look-ups
  'unknownSlip', // no receipt under this slip's code, or none yet
  'unknownReceipt', // nothing under this number with these digits of a card
  'slipQueued', // paid here and not sent yet: the receipt comes later
  'billCodeForged', // a bill's code whose signature does not hold
  'billCodeExpired', // a bill's signed code past its time, and no gateway to ask
  'unknownCode', // scanned, and nothing that can be paid or found
  'useTerminal', // a bank card was swiped where only others belong
  'eKeyAway', // the issuer does not answer
  'eKeyRefused', // not confirmed on the phone, or not accepted by the gateway
  'eKeyExpired', // the code or the sign-in ran out
  'noDues', // signed in, and nothing is due anywhere
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** How a payment ended for the person who stands here, in the order: what happened, the money, what next. */
export const outcomeKindSchema = z.enum([
  'paid', // posted
  'queued', // charged, not yet posted
  'declined',
  'cancelled',
  'notCharged', // the terminal says it never took it
  'terminalNotReady', // the terminal itself could not, whatever card it was; not charged
  'checking', // in doubt: do not pay again
  'refused', // charged, the ministry refused; money goes back
  'reversed',
  'refunded',
  'needsStaff', // quarantined
]);
export type OutcomeKind = z.infer<typeof outcomeKindSchema>;

/** Why nothing can be done here just now. */
export const outOfServiceSchema = z.enum([
  'starting',
  'fault',
  'power', // on the battery: nothing new is begun
  'door', // the cabinet is open, or was opened by force
  'disk', // nothing can be stored, or hardly anything more
  'journal', // the journal was altered, cut or lost: to be rebuilt by a technician
  'notEnrolled', // the gateway does not know this kiosk yet
  'withdrawn', // the gateway knows it no longer: revoked
  'locked', // closed by an operator
]);
export type OutOfService = z.infer<typeof outOfServiceSchema>;

/** Where the paper stands. `unknown`: it may or may not have come out; the QR stands in for it. */
export const receiptStatusSchema = z.enum(['none', 'printing', 'printed', 'unknown', 'failed']);
export type ReceiptStatus = z.infer<typeof receiptStatusSchema>;

/** What is wrong with a typed amount. */
export const amountProblemSchema = z.enum(['empty', 'notDigits', 'tooSmall', 'tooLarge']);
export type TypedAmountProblem = z.infer<typeof amountProblemSchema>;

export const confirmLineSchema = z.object({
  serviceId: z.string(),
  serviceTitle: bilingualSchema,
  /** Masked, as everywhere once it was entered: others can read the screen. Empty where nothing is billed. */
  reference: z.string(),
  bill: billSchema,
});

/** One line of a receipt found again; the reference is masked by the gateway. */
export const foundLineSchema = z.object({
  lineId: z.number().int(),
  title: bilingualSchema,
  reference: z.string(),
  amountFils: positiveFilsSchema,
  status: z.enum(['posted', 'refused']),
  postingNumber: z.string().nullable(),
});
export type FoundLine = z.infer<typeof foundLineSchema>;

export const screenSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('attract'),
    cardsAccepted: z.boolean(),
    /** What can be paid here now, most used first. */
    payable: z.array(serviceCardSchema),
    /** Today's. */
    notices: z.array(bilingualSchema),
  }),
  z.object({ name: z.literal('language') }),
  z.object({
    name: z.literal('services'),
    services: z.array(serviceCardSchema),
    /** A ministry can be written to here; absent: not. */
    tawasul: z.boolean().optional(),
    /** Absent: this kiosk offers no sign-in. */
    signIn: z.enum(['ready', 'notNow']).optional(),
  }),
  z.object({
    name: z.literal('reference'),
    service: billedServiceSchema,
    /** Which of the numbers that are asked for, from 0. */
    field: z.number().int().min(0).max(2),
    /** What was entered before it, masked. */
    earlier: z.array(z.object({ label: bilingualSchema, masked: z.string() })),
    problem: z.enum(['empty', 'tooShort', 'tooLong', 'notDigits']).nullable(),
  }),
  z.object({
    name: z.literal('amount'),
    service: freeServiceSchema,
    /** What is accepted just now, in fils: the service's, the kiosk's, and what the caps leave. */
    minFils: positiveFilsSchema,
    maxFils: positiveFilsSchema,
    problem: amountProblemSchema.nullable(),
  }),
  z.object({ name: z.literal('searching'), service: billedServiceSchema, reference: z.string() }),
  z.object({
    name: z.literal('bills'),
    service: billedServiceSchema,
    reference: z.string(),
    /** `null` where it is not known: a bill's own code does not say. */
    payerName: bilingualSchema.nullable(),
    bills: z.array(billSchema),
    /** Those of which a part may be paid. */
    inParts: z.array(z.string()),
  }),
  z.object({
    name: z.literal('part'),
    service: billedServiceSchema,
    reference: z.string(),
    bill: billSchema,
    /** What is accepted just now, in fils. */
    minFils: positiveFilsSchema,
    maxFils: positiveFilsSchema,
    problem: amountProblemSchema.nullable(),
  }),
  z.object({
    name: z.literal('notice'),
    kind: noticeKindSchema,
    service: serviceSchema.nullable(),
    /** Whether the same step may be tried again from here. */
    canRetry: z.boolean(),
    /** For `alreadyPaidHere`: when, ISO date-time. */
    paidAt: z.iso.datetime().nullable(),
    /** For `slipQueued`: by when it is posted or staff take it up, where that is known. */
    until: z.iso.datetime().nullable(),
    /** For what cannot be paid while the gateway is away: what can and cannot be paid meanwhile. */
    services: z.array(serviceCardSchema),
    /** The paper that reminds of what could not be paid; `null`: none is offered. */
    reminder: receiptStatusSchema.nullable(),
  }),
  z.object({
    name: z.literal('confirm'),
    lines: z.array(confirmLineSchema).min(1),
    totalFils: positiveFilsSchema,
    /** False: there will be no paper, a QR instead; said before a card is asked for. */
    paperReceipt: z.boolean(),
    /** True: will be queued, not posted at once; said before a card is asked for. */
    willQueue: z.boolean(),
  }),
  z.object({
    name: z.literal('paying'),
    paymentId: paymentIdSchema,
    totalFils: positiveFilsSchema,
    prompt: cardPromptSchema,
    /** The cancel button may only ask the terminal; false once it was asked or is too late. */
    canCancel: z.boolean(),
    cancelAsked: z.boolean(),
    /** Where the card reader is; absent: nobody has said. */
    readerAt: cardReaderPlaceSchema.optional(),
  }),
  z.object({
    name: z.literal('outcome'),
    paymentId: paymentIdSchema,
    /** The form people read out. */
    shortId: z.string(),
    kind: outcomeKindSchema,
    state: paymentStateSchema,
    totalFils: filsSchema,
    /** Whose money it is, where all of it is one ministry's. */
    ministry: bilingualSchema.optional(),
    scheme: z.string().nullable(),
    lastFour: z.string().nullable(),
    receipt: receiptStatusSchema,
    /** Contents of the QR that finds this receipt again; null where nothing was charged. */
    slipUrl: z.string().nullable(),
    /** For `queued`: by when it will be posted or handed to staff. */
    queuedUntil: z.iso.datetime().nullable(),
    /** For `queued` where the clock was not verified: the same, in hours from the payment. */
    queuedHours: z.number().int().nullable(),
    /** The receipt can be sent too. */
    canSend: z.boolean().optional(),
    /** What was sent in this visit, the latest last. */
    sent: z
      .array(
        z.object({
          channel: messageChannelSchema,
          /** Masked. */
          to: z.string(),
          /** The gateway has it; else it goes as soon as it can. */
          taken: z.boolean(),
          /** Nothing will be sent there. */
          refused: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
  z.object({
    name: z.literal('sendReceipt'),
    channels: z.array(messageChannelSchema),
    /** `null`: by what is asked first. */
    channel: messageChannelSchema.nullable(),
    problem: z.enum(['empty', 'unreadable', 'notStored']).nullable(),
    /** Something of what was paid comes again, so that people may ask to be reminded of it. */
    canRemind: z.boolean(),
  }),
  z.object({
    name: z.literal('askReceipt'),
    step: z.enum(['number', 'digits']),
    /** The number, once it was entered: it is no secret. */
    shortId: z.string().nullable(),
    problem: z.enum(['unreadable', 'notFourDigits']).nullable(),
  }),
  z.object({ name: z.literal('findingReceipt') }),
  z.object({
    name: z.literal('receipt'),
    shortId: z.string(),
    paidAt: z.iso.datetime(),
    totalFils: filsSchema,
    scheme: z.string(),
    lastFour: z.string().nullable(),
    lines: z.array(foundLineSchema).min(1),
    /** Its copy on paper, as in `outcome`. */
    receipt: receiptStatusSchema,
    canPrint: z.boolean(),
  }),
  z.object({ name: z.literal('goodbye') }),
  z.object({ name: z.literal('outOfService'), reason: outOfServiceSchema }),
  z.object({ name: z.literal('tawasul'), step: tawasulStepSchema }),
  ...eKeyScreens,
]);
export type Screen = z.infer<typeof screenSchema>;
export type ScreenName = Screen['name'];

/** How the page is shown to this visitor; as it was again for the next. */
export const displaySchema = z.object({
  contrast: z.enum(['normal', 'high']),
  text: z.enum(['normal', 'large']),
  /** `seated`: every control low enough for somebody who sits. */
  reach: z.enum(['normal', 'seated']),
});
export type Display = z.infer<typeof displaySchema>;
export const USUAL_DISPLAY: Display = { contrast: 'normal', text: 'normal', reach: 'normal' };

export const kioskViewSchema = z.object({
  /** Grows with every change. */
  revision: z.number().int(),
  kioskId: z.string(),
  language: languageSchema,
  languages: z.array(languageSchema).min(1),
  /** Where the next kiosk is, where that is known. */
  nearest: bilingualSchema.nullable(),
  screen: screenSchema,
  terminal: terminalStatusSchema,
  printer: printerStatusSchema,
  gateway: z.enum(['online', 'offline']),
  /** What may be held before a reader just now. */
  readers: z.object({ code: z.boolean(), identityCard: z.boolean() }),
  /** Non-null while the visit will be wiped unless somebody touches; milliseconds left at this revision. */
  idleWarning: z.object({ msLeft: z.number().int() }).nullable(),
  canGoBack: z.boolean(),
  display: displaySchema,
  /** The share of the panel's height, from below, that somebody who sits can reach. */
  seatedReach: z.number().min(0.1).max(1),
  /** The developer dock may be shown. Never true in production. */
  dock: z.boolean(),
  /** Absent: no sound here, and no pad. */
  audio: audioViewSchema.optional(),
  /** Absent: nobody of the staff is here. */
  staff: staffGateSchema.optional(),
  /** Absent: the page is asked for nothing but to be shown. */
  screenAct: screenActSchema.optional(),
});
export type KioskView = z.infer<typeof kioskViewSchema>;
