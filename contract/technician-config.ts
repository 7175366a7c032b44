/** `technicians` of `kiosk.json`: who may enter at the kiosk. */
import { z } from 'zod';

/**
 * An argon2id hash in PHC form, e.g. `$argon2id$v=19$m=65536,t=3,p=1$salt$hash`, at least as dear as
 * OWASP's least (19 MiB, two passes), and not so dear that the kiosk stands still.
 */
export const PIN_HASH =
  /^\$argon2id\$v=19\$m=([0-9]{5,6}),t=([2-9]|10),p=([1-4])\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43,86})$/u;
const LEAST_KIB = 19_456;
const MOST_KIB = 262_144;

const technicianSchema = z.strictObject({
  /** Typed before the PIN; no secret. */
  number: z.string().regex(/^[0-9]{3,8}$/u),
  name: z.string().min(1).max(60),
  /** Made by `npm run technician-pin`; the PIN itself stands nowhere. */
  pin: z
    .string()
    .regex(PIN_HASH, 'an argon2id hash in PHC form: `npm run technician-pin` makes one')
    .refine((text) => {
      const kib = Number(PIN_HASH.exec(text)?.[1]);
      return kib >= LEAST_KIB && kib <= MOST_KIB;
    }, 'm from 19456 to 262144'),
});
export type TechnicianConfig = z.infer<typeof technicianSchema>;

export const techniciansSchema = z
  .array(technicianSchema)
  .max(100)
  .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, {
    message: 'each technician has a number of their own',
  });
