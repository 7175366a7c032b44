/** Acts that people at a desk ask of one kiosk: signed by central, good for a while, answered once. */
import { z } from 'zod';
import { REMOTE_ACT_RULES, type RemoteActName } from './remote-act-rules.ts';

const NAMES = Object.keys(REMOTE_ACT_RULES) as [RemoteActName, ...RemoteActName[]];
export const remoteActNameSchema = z.enum(NAMES);

/** Why, in somebody's words; the technician at the kiosk reads it. Nothing about people who pay. */
export const becauseSchema = z.string().trim().min(1).max(200);

export const remoteActSchema = z.object({
  v: z.literal(1),
  actId: z.uuid(),
  kioskId: z.string().max(64),
  act: remoteActNameSchema,
  issuedAt: z.iso.datetime(),
  /** From then on the kiosk begins it no more. */
  expiresAt: z.iso.datetime(),
  /** Whoever asked for it, as their colleagues call them. */
  by: z.string().max(120),
  because: becauseSchema,
});
export type RemoteAct = z.infer<typeof remoteActSchema>;

/** Stands before the act's text where it is signed, so that no other text can pass for one. */
export const REMOTE_ACT_CONTEXT = 'khidma-remote-act-v1\n';

/** An act's exact text; central's Ed25519 signature (base64url) over `REMOTE_ACT_CONTEXT` and it. */
export const signedRemoteActSchema = z.object({
  act: z.string().max(2_048),
  keyId: z.string().max(64),
  signature: z.string().max(128),
});
export type SignedRemoteAct = z.infer<typeof signedRemoteActSchema>;

/** `GET /v1/kiosks/acts`: those not yet answered, oldest first. */
export const remoteActsSchema = z.object({
  acts: z.array(z.object({ actId: z.uuid(), signed: signedRemoteActSchema })).max(20),
});
export type RemoteActs = z.infer<typeof remoteActsSchema>;

/**
 * Why a kiosk did not do it. `payment`: one is running. `notHere`: this kiosk has no means for it.
 * `failed`: it was begun, and did not come about.
 */
export const remoteActRefusalSchema = z.enum([
  'altered',
  'unreadable',
  'anotherKiosk',
  'expired',
  'payment',
  'notHere',
  'failed',
]);
export type RemoteActRefusal = z.infer<typeof remoteActRefusalSchema>;

/** With a request's other parts below what the gateway takes. */
export const MOST_PICTURE_CHARACTERS = 100_000;
/** A JPEG in base64, what is personal painted over before it was taken. */
export const pictureSchema = z
  .string()
  .max(MOST_PICTURE_CHARACTERS)
  .regex(/^\/9j\/[A-Za-z0-9+/]+={0,2}$/u);

/** `PUT /v1/kiosks/acts/{actId}` */
export const remoteActAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), picture: pictureSchema.optional() }),
  z.object({ outcome: z.literal('refused'), reason: remoteActRefusalSchema }),
]);
export type RemoteActAnswer = z.infer<typeof remoteActAnswerSchema>;

/** Who closed the kiosk from a desk, when and why. */
export const lockSchema = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  because: z.string(),
});
export type Lock = z.infer<typeof lockSchema>;

/** What the page is asked to do with itself. */
export const screenActSchema = z.object({
  actId: z.uuid(),
  act: z.enum(['restart', 'picture']),
});
export type ScreenAct = z.infer<typeof screenActSchema>;

/** The page's word: it restarts now, here is the picture, or it cannot. */
export const screenActDoneSchema = z.object({
  actId: z.uuid(),
  said: z.enum(['restarting', 'picture', 'cannot']),
  picture: pictureSchema.optional(),
});
export type ScreenActDone = z.infer<typeof screenActDoneSchema>;
