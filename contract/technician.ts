/** What a technician sees and wants at the kiosk. Rights are a session in the engine, never the page's. */
import { z } from 'zod';
import { languageSchema } from './language.ts';
import {
  bindingSchema,
  bindWishSchema,
  listeningSchema,
  pluggedSchema,
  type BindProblem,
} from './technician-binding.ts';
import { lockSchema } from './remote-acts.ts';
import { conditionActs, conditionSchema } from './technician-condition.ts';
import { drillActs, drillSchema } from './technician-drill.ts';
import { journalActs, journalSchema } from './technician-journal.ts';
import { numbersActs, numbersSchema } from './technician-numbers.ts';
import { settingsActs, settingsSchema } from './technician-settings.ts';
import { networkStageSchema } from './technician-network.ts';
import { deviceRoleSchema, deviceRowSchema, trialSchema } from './technician-devices.ts';

/** Somebody of the staff is at the screen, as the citizens' view tells it. */
export const staffGateSchema = z.object({
  /** `waiting`: until a payment and its paper have ended. `asking`: for number and PIN. `in`: entered. */
  at: z.enum(['waiting', 'asking', 'in']),
  /** Too many wrong PINs: milliseconds until one is taken again; `null`: now. */
  lockedMs: z.number().int().nullable(),
});
export type StaffGate = z.infer<typeof staffGateSchema>;

export const credentialsSchema = z.object({
  number: z.string().max(64),
  pin: z.string().max(64),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** `notRecognised` says neither whether the number is known nor which of the two was wrong. */
export type EnterResult =
  | { readonly entered: true; readonly token: string }
  | {
      readonly entered: false;
      readonly problem: 'notRecognised' | 'locked' | 'notAsking' | 'busy';
      readonly lockedMs: number | null;
    };

/** What a technician can want once in. */
export const technicianActSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('stillHere') }),
  z.object({ do: z.literal('leave') }),
  /** Tries a device; `language` is the proof page's first. */
  z.object({ do: z.literal('try'), role: deviceRoleSchema, language: languageSchema }),
  z.object({ do: z.literal('endTrial') }),
  /** Another device for a role; the engine begins anew, and takes it back unless it answers. */
  z.object({ do: z.literal('bind'), wish: bindWishSchema }),
  /** Listens on every line for a while: the one that is touched says so. */
  z.object({ do: z.literal('listen'), on: z.boolean() }),
  z.object({ do: z.literal('testNetwork') }),
  z.object({ do: z.literal('trySound'), language: languageSchema }),
  ...numbersActs,
  ...settingsActs,
  ...drillActs,
  ...conditionActs,
  ...journalActs,
  /** Which fields of the screen's grid were never touched, for the book. */
  z.object({
    do: z.literal('touchTested'),
    fields: z.number().int().min(1).max(400),
    missed: z.number().int().min(0).max(400),
  }),
]);
export type TechnicianAct = z.infer<typeof technicianActSchema>;
export type TechnicianActResult = { readonly done: boolean; readonly problem?: BindProblem };

/** `unset`: the configuration wants no sound. */
export const soundStateSchema = z.enum(['unset', 'quiet', 'speaking', 'said', 'failed']);
export type SoundState = z.infer<typeof soundStateSchema>;

export const technicianViewSchema = z.object({
  /** Grows with every change. */
  revision: z.number().int(),
  who: z.object({ number: z.string(), name: z.string() }),
  /** Non-null while the session ends unless somebody touches; milliseconds left at this revision. */
  idleWarning: z.object({ msLeft: z.number().int() }).nullable(),
  devices: z.array(deviceRowSchema),
  /** `null`: nothing was tried yet. */
  trial: trialSchema.nullable(),
  /** `null`: this kiosk's file cannot be changed from here. */
  plugged: z.array(pluggedSchema).nullable(),
  /** The last change of a binding; `null`: none. */
  binding: bindingSchema.nullable(),
  /** `null`: nobody listens. */
  listening: listeningSchema.nullable(),
  /** `null`: not tried yet. */
  network: z.array(networkStageSchema).nullable(),
  sound: soundStateSchema,
  /** `null`: nobody looks at them. */
  numbers: numbersSchema.nullable(),
  settings: settingsSchema.nullable(),
  drill: drillSchema.nullable(),
  condition: conditionSchema.nullable(),
  journal: journalSchema.nullable(),
  /** `null`: operators have not locked this kiosk. */
  lock: lockSchema.nullable(),
});
export type TechnicianView = z.infer<typeof technicianViewSchema>;

/** Implemented in `engine/technician/`. `connection`: whose session it is; no other may use its token. */
export interface TechnicianService {
  /** The hidden gesture was made. */
  readonly open: () => boolean;
  /** Back to the public screen, before anybody entered. */
  readonly close: () => boolean;
  readonly enter: (connection: object, credentials: Credentials) => Promise<EnterResult>;
  /** The view now and at every change while the session lasts; `null`: no such session. */
  readonly views: (
    connection: object,
    token: string,
    signal: AbortSignal,
  ) => AsyncIterable<TechnicianView> | null;
  /** `null`: no such session. */
  readonly act: (
    connection: object,
    token: string,
    act: TechnicianAct,
  ) => Promise<TechnicianActResult> | null;
}
