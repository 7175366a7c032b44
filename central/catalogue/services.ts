/** The catalogue that central issues where it is given no other (`--catalogue`): data, not code. */
import { z } from 'zod';
import { messageChannelSchema } from '../../contract/receipt-message.ts';
import { noticeSchema, saidSchema, serviceSchema, type Service } from '../../contract/catalogue.ts';
import { tawasulSchema } from '../../contract/tawasul.ts';
import own from './catalogue.json' with { type: 'json' };

/** A catalogue as a ministry's people write it; central adds the dates, its keys and its signature. */
export const catalogueFileSchema = z.strictObject({
  /** Grows with every change: a kiosk never takes a lower one than it has. */
  version: z.number().int().positive(),
  /** Most used first: in this order they stand on the screen. */
  services: z
    .array(serviceSchema)
    .min(1)
    .max(200)
    .readonly()
    .refine((services) => new Set(services.map(({ id }) => id)).size === services.length, {
      message: 'two services of one id',
    }),
  notices: z.array(noticeSchema).max(20).readonly().optional(),
  tawasul: tawasulSchema.optional(),
  /** By what receipts are sent; left out: by whatever central can send with. */
  messages: z.array(messageChannelSchema).max(2).optional(),
  said: saidSchema.optional(),
});
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

export const OWN_CATALOGUE: CatalogueFile = catalogueFileSchema.parse(own);
export const SERVICES: readonly Service[] = OWN_CATALOGUE.services;

export const isOffered = (serviceId: string, services = SERVICES): boolean =>
  services.some((service) => service.id === serviceId);
