/** The screens of a sign-in with eKey; a part of `view.ts`. */
import { z } from 'zod';
import { serviceFieldsSchema } from './catalogue.ts';
import { bilingualSchema } from './language.ts';
import { positiveFilsSchema } from './money.ts';
import { billSchema } from './payment.ts';

/** What is due under one reference of one service. */
export const dueGroupSchema = z.object({
  service: serviceFieldsSchema.pick({ id: true, title: true, icon: true }),
  /** Masked. */
  reference: z.string(),
  bills: z.array(billSchema).min(1),
});

export const eKeyScreens = [
  z.object({
    name: z.literal('signIn'),
    /** `null` while the issuer is asked for one. */
    code: z
      .object({
        /** Contents of the QR: the phone's page with the code in it. */
        url: z.string(),
        /** The page's address for whoever types, and what they type there. */
        page: z.string(),
        text: z.string(),
        /** How long it still holds, in minutes begun. */
        minutes: z.number().int().min(1),
      })
      .nullable(),
  }),
  /** Nothing else is shown before the person says that this is them. */
  z.object({ name: z.literal('signedIn'), maskedName: bilingualSchema }),
  z.object({ name: z.literal('findingDues') }),
  z.object({
    name: z.literal('dues'),
    maskedName: bilingualSchema,
    ministries: z
      .array(z.object({ ministry: bilingualSchema, groups: z.array(dueGroupSchema).min(1) }))
      .min(1),
    /** The most that one payment may come to here. */
    mostFils: positiveFilsSchema,
  }),
] as const;
