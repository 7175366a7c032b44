/** `kiosk.json`: everything that differs from kiosk to kiosk. `schemas/kiosk.schema.json` is made from this. */
import { z } from 'zod';
import { audioConfigSchema } from './audio.ts';
import { devicesSchema } from './device-config.ts';
import { cardReaderPlaceSchema } from './devices.ts';
import { DUES_RESOURCE } from './dues.ts';
import { languageSchema } from './language.ts';
import { techniciansSchema } from './technician-config.ts';
import { telemetryConfigSchema } from './telemetry-config.ts';

const timeOfDaySchema = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/u);

/** Sign-in with eKey by the device flow (RFC 8628). */
const eKeySchema = z.strictObject({
  /** OpenID Connect issuer; its metadata stands under `/.well-known/openid-configuration`. */
  issuer: z.url({ protocol: /^https?$/u }),
  clientId: z.string().min(1).max(200),
  /** What the token is asked for: central's name for its dues. */
  resource: z.string().max(200).default(DUES_RESOURCE),
  timeoutMs: z.number().int().min(200).max(60_000).default(8_000),
});

const kioskFieldsSchema = z.strictObject({
  $schema: z.string().optional(),
  kiosk: z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{1,62}$/u),
    /** What the receipt says of where it was paid. */
    place: z.strictObject({ ar: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
    /** Where the next kiosk is, for whoever finds this one out of service. */
    nearest: z
      .strictObject({ ar: z.string().min(1).max(80), en: z.string().min(1).max(80) })
      .optional(),
    /**
     * `code`: nothing is sold until the gateway knows this kiosk, which asks for a one-time code; the rule
     * in production. `registered`: its key was given to the gateway beforehand; the rule in development.
     */
    enrolment: z.enum(['code', 'registered']).optional(),
    /** Where the panel hangs: from it follows what somebody who sits can reach. */
    panel: z
      .strictObject({
        /** Of the panel's picture, in mm: 598 is a 27-inch panel upright. */
        heightMm: z.number().min(100).max(2_000),
        /** Of the picture's lower edge above the floor, in mm. */
        lowerEdgeMm: z.number().min(0).max(1_800),
      })
      .default({ heightMm: 598, lowerEdgeMm: 800 }),
    /** Where the card reader is, seen from the screen; left out: nothing is said of it. */
    cardReader: cardReaderPlaceSchema.optional(),
  }),
  mode: z.enum(['production', 'development']),
  languages: z.array(languageSchema).min(1).max(2),
  /** Absolute; made if missing; holds journal, keys and token. */
  dataFolder: z.string().regex(/^\//u, 'must be an absolute path'),
  /** A second medium for the approvals' mirror; by default inside the data folder. */
  mirrorFolder: z.string().regex(/^\//u, 'must be an absolute path').optional(),
  devices: devicesSchema,
  gateway: z.strictObject({
    url: z.url({ protocol: /^https?$/u }),
    /** Central's Ed25519 public key (base64url, 32 bytes) that signs the catalogue. */
    catalogueKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/u),
    /** The key that signs what two operators decided, where it is another than the catalogue's. */
    commandKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/u)
      .optional(),
    /** Where a slip's QR leads; the code is appended. */
    receiptUrl: z.url({ protocol: /^https?$/u }),
    timeoutMs: z.number().int().min(200).max(60_000).default(8_000),
  }),
  /** Absent: no sign-in is offered. */
  eKey: eKeySchema.optional(),
  api: z.strictObject({
    port: z.number().int().min(0).max(65_535).default(0),
    /** Pages that may connect: the shell's own scheme, and in development the loopback UI. */
    origins: z.array(z.string().max(200)).max(8).default(['khidma://kiosk']),
  }),
  limits: z
    .strictObject({
      paymentFils: z.number().int().min(1).max(1_000_000_000).default(200_000),
      storedFils: z.number().int().min(1).max(1_000_000_000).default(5_000_000),
      storedPayments: z.number().int().min(1).max(1_000_000).default(500),
      oldestHours: z.number().int().min(1).max(8_760).default(72),
      /** Bytes that journal and mirror must find free, or nothing is sold. */
      freeDiskBytes: z.number().int().min(1_048_576).max(1_099_511_627_776).default(67_108_864),
    })
    .prefault({}),
  /** When the card terminal's day is closed by itself, in Bahrain's time. */
  endOfDay: z
    .strictObject({
      from: timeOfDaySchema.default('23:30'),
      to: timeOfDaySchema.default('05:00'),
      /** Minutes since somebody last stood there. */
      idleMinutes: z.number().int().min(1).max(600).default(10),
      /** Hours after the last one at which it waits for no window any more. */
      mostHours: z.number().int().min(1).max(168).default(30),
    })
    .prefault({}),
  timing: z
    .strictObject({
      idleWarningMs: z.number().int().min(1_000).max(600_000).default(45_000),
      idleWipeMs: z.number().int().min(1_000).max(600_000).default(20_000),
      goodbyeMs: z.number().int().min(500).max(60_000).default(6_000),
      /** How long a citizen waits for an unclear outcome before the slip (architecture: 150 s). */
      inDoubtPatienceMs: z.number().int().min(1_000).max(600_000).default(150_000),
      retryFirstMs: z.number().int().min(10).max(600_000).default(1_000),
      retryMostMs: z.number().int().min(10).max(86_400_000).default(300_000),
      /** The longest window over which kiosks return to the gateway after an outage; 0: at once. */
      returnSpreadMs: z.number().int().min(0).max(3_600_000).default(60_000),
      heartbeatMs: z.number().int().min(50).max(60_000).default(5_000),
    })
    .prefault({}),
  /** Suggestions and complaints. */
  tawasul: z
    .strictObject({
      /** Where a slip's QR leads, the tracking number appended; left out: `tawasul` under `receiptUrl`. */
      url: z.url({ protocol: /^https?$/u }).optional(),
      /** So many messages may wait here for the gateway. */
      mostWaiting: z.number().int().min(0).max(10_000).default(200),
    })
    .optional(),
  /** Sound through a headset; absent: none, and a pad's keys mean nothing. */
  audio: audioConfigSchema.optional(),
  /** Development only: control sockets of the simulators, for the dock. */
  simulators: z
    .strictObject({
      terminal: z.string(),
      printer: z.string(),
      network: z.string(),
      scanner: z.string().optional(),
      cabinet: z.string().optional(),
    })
    .optional(),
  /** What only this machine can do. */
  machine: z
    .strictObject({
      /** Restarts the machine when operators ask for it: program and arguments; absent: it cannot. */
      restartCommand: z
        .tuple([z.string().regex(/^\//u, 'must be an absolute path')], z.string().max(200))
        .refine((words) => words.length <= 16, 'too many words')
        .optional(),
    })
    .optional(),
  /** What the kiosk tells of its health; absent: everything, to the gateway. */
  telemetry: telemetryConfigSchema.optional(),
  /** Who may enter at the kiosk; absent: nobody. */
  technicians: techniciansSchema.optional(),
});
/** What applies where a configuration says nothing. */
export const CONFIG_DEFAULTS = {
  limits: kioskFieldsSchema.shape.limits.parse(undefined),
  endOfDay: kioskFieldsSchema.shape.endOfDay.parse(undefined),
  timing: kioskFieldsSchema.shape.timing.parse(undefined),
};

/** The fields, and what they must be to each other. */
export const kioskConfigSchema = kioskFieldsSchema
  .refine(({ mode, gateway }) => mode === 'development' || gateway.url.startsWith('https:'), {
    path: ['gateway', 'url'],
    message: 'an https: address in production',
  })
  .refine(
    ({ mode, eKey }) => mode === 'development' || eKey?.issuer.startsWith('https:') !== false,
    {
      path: ['eKey', 'issuer'],
      message: 'an https: address in production',
    },
  )
  .refine(
    ({ mode, audio }) =>
      mode === 'development' || audio?.enabled !== true || audio.device !== 'default',
    {
      path: ['audio', 'device'],
      message: "the headset's own output in production: a loudspeaker tells everybody",
    },
  );

export type KioskConfig = z.infer<typeof kioskConfigSchema>;
