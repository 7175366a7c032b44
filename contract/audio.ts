/** Audio guidance through a headset, and the pad with few keys by which whoever cannot see the screen works it. */
import { z } from 'zod';
import { isShellKey } from './shell-keys.ts';

/** What the keys of the pad mean. One meaning for one key, in either language and on every screen. */
export const padActSchema = z.enum([
  'next', // the next control; on a row of keys one to the right
  'previous',
  'down', // as `next`; on the screen's own keys one row down
  'up',
  'press', // what has the focus
  'back', // one step back, as the button
  'repeat', // what was said last
  'volume', // one step louder, and after the loudest the softest
]);
export type PadAct = z.infer<typeof padActSchema>;

/** `KeyboardEvent.key`: the pad is a USB keyboard. */
const keysSchema = z
  .array(
    z
      .string()
      .min(1)
      .max(32)
      .refine((key) => !isShellKey(key), { message: 'the shell keeps this key from the page' }),
  )
  .min(1)
  .max(8);

/** As on any keyboard; for the rest keys that no field takes for a letter and no shell for itself. */
const padKeysSchema = z.strictObject({
  next: keysSchema.default(['ArrowRight']),
  previous: keysSchema.default(['ArrowLeft']),
  down: keysSchema.default(['ArrowDown']),
  up: keysSchema.default(['ArrowUp']),
  press: keysSchema.default(['Enter']),
  back: keysSchema.default(['Escape']),
  repeat: keysSchema.default(['Home']),
  volume: keysSchema.default(['PageUp']),
});
export type PadKeys = z.infer<typeof padKeysSchema>;

/** The keys where the configuration names none. */
export const USUAL_PAD: PadKeys = padKeysSchema.parse({});

export const VOLUMES = 5;
/** Loud enough to be found, and no shock: EN 301 549 §5.1.3.13 wants it back there after each use. */
export const USUAL_VOLUME = 3;

/** `audio` of `kiosk.json`. */
export const audioConfigSchema = z.strictObject({
  enabled: z.boolean(),
  /** ALSA's name of the headset's output, e.g. `plughw:CARD=Headset`: never the loudspeakers of the cabinet. */
  device: z.string().min(1).max(128).default('default'),
  /** Writes WAV to its output from text on its input; takes espeak-ng's options. */
  synthesiser: z.string().min(1).max(4096).default('espeak-ng'),
  /** Plays WAV from its input; takes aplay's options. */
  player: z.string().min(1).max(4096).default('aplay'),
  voices: z
    .strictObject({
      ar: z.string().min(1).max(64).default('ar'),
      en: z.string().min(1).max(64).default('en-gb'),
    })
    .prefault({}),
  wordsPerMinute: z.number().int().min(80).max(450).default(150),
  keys: padKeysSchema
    .refine(
      (keys) => new Set(Object.values(keys).flat()).size === Object.values(keys).flat().length,
      {
        message: 'one key with two meanings',
      },
    )
    .prefault({}),
});
export type AudioConfig = z.infer<typeof audioConfigSchema>;

/** What the page is told of it. */
export const audioViewSchema = z.object({
  /** `away`: there is no voice or no sound card; the keys work all the same. */
  state: z.enum(['off', 'on', 'away']),
  volume: z.number().int().min(1).max(VOLUMES),
  keys: padKeysSchema,
});
export type AudioView = z.infer<typeof audioViewSchema>;

/** Every control that a page may say has the focus; what is said of each stands in `locales/…/speech.json`. */
export const controlSchema = z.enum([
  'other', // one without a name of its own
  'begin',
  'help',
  'display',
  'language',
  'back',
  'startOver',
  'more',
  'service',
  'search',
  'signIn',
  'findReceipt',
  'tawasul',
  'field',
  'key',
  'space',
  'newLine',
  'delete',
  'clear',
  'letters',
  'signs',
  'capital',
  'find',
  'continue',
  'bill',
  'part',
  'pay',
  'cancel',
  'retry',
  'reenter',
  'chooseAgain',
  'otherService',
  'reminder',
  'printAgain',
  'print',
  'finish',
  'moreTime',
  'endVisit',
  'close',
  'text',
  'contrast',
  'seated',
  'thatIsMe',
  'notMe',
  'signOut',
  'complaint',
  'suggestion',
  'follow',
  'ministry',
  'withoutPhone',
  'send',
  'sendReceipt',
  'sms',
  'email',
  'remind',
]);
export type Control = z.infer<typeof controlSchema>;

/**
 * What the page asks to have said. Never words: a control by its name, what it stands for by the engine's own
 * id, and of what was typed only digits and Latin capitals, which are spelt out one by one.
 */
export const heardSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('focus'),
    control: controlSchema,
    item: z.string().max(64).optional(),
    chosen: z.boolean().optional(),
    typed: z
      .string()
      .regex(/^[0-9A-Z-]{0,32}$/u)
      .optional(),
    /** How many characters, where what was typed is words. */
    count: z.number().int().min(0).max(20_000).optional(),
  }),
  /** One of the screen's own keys was pressed: a letter, digit or sign, a few at once, or `delete`, `clear`. */
  z.object({ what: z.literal('key'), key: z.string().min(1).max(16) }),
  z.object({ what: z.literal('chosen'), chosen: z.boolean() }),
  /** Of the search for a service. */
  z.object({ what: z.literal('found'), count: z.number().int().min(0).max(200) }),
  /** What only the page knows to be open, and that it is closed again. */
  z.object({ what: z.literal('opened'), dialog: z.enum(['help', 'display', 'search']) }),
  z.object({ what: z.literal('screen') }),
]);
export type Heard = z.infer<typeof heardSchema>;

/** What a pad's key means to the engine. */
export const audioActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('begin') }), // any key of the pad, where nothing is said yet
  z.object({ act: z.literal('repeat') }),
  z.object({ act: z.literal('volume') }),
  z.object({ act: z.literal('say'), heard: heardSchema }),
]);
export type AudioAct = z.infer<typeof audioActSchema>;
