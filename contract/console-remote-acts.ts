/** Remote acts as people at desks see and ask for them, under `/console/api/kiosks/{kioskId}`. */
import { z } from 'zod';
import { becauseSchema, remoteActNameSchema, remoteActRefusalSchema } from './remote-acts.ts';

export const askedRemoteActSchema = z.strictObject({
  act: remoteActNameSchema,
  because: becauseSchema,
});

/** Whoever revokes a kiosk names it once more. */
export const revocationAskedSchema = z.strictObject({
  kioskId: z.string().max(64),
  because: becauseSchema,
});

export const listedRemoteActSchema = z.object({
  actId: z.uuid(),
  act: remoteActNameSchema,
  by: z.string(),
  because: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** `expired`: the kiosk never answered. */
  state: z.enum(['waiting', 'done', 'refused', 'expired']),
  reason: remoteActRefusalSchema.nullable(),
  answeredAt: z.iso.datetime().nullable(),
  hasPicture: z.boolean(),
});
export type ListedRemoteAct = z.infer<typeof listedRemoteActSchema>;

export const kioskActsSchema = z.object({
  now: z.iso.datetime(),
  /** The latest first. */
  acts: z.array(listedRemoteActSchema),
});
export type KioskActs = z.infer<typeof kioskActsSchema>;
