/** The kiosk's configuration as a technician changes it: proposed, looked at, put on trial, gone back to. */
import { z } from 'zod';

/** Which fields can be changed by hand at the kiosk; all others by a file. */
export const SETTING_PATHS = [
  'kiosk.place.ar',
  'kiosk.place.en',
  'kiosk.nearest.ar',
  'kiosk.nearest.en',
  'kiosk.cardReader',
  'kiosk.panel.heightMm',
  'kiosk.panel.lowerEdgeMm',
  'timing.idleWarningMs',
  'timing.idleWipeMs',
  'gateway.url',
] as const;
export const settingPathSchema = z.enum(SETTING_PATHS);
export type SettingPath = z.infer<typeof settingPathSchema>;

export const settingSchema = z.object({
  path: settingPathSchema,
  /** As it is in force; empty where nothing is set. Times in seconds. */
  value: z.string(),
  kind: z.enum(['text', 'arabicText', 'number', 'choice']),
  /** Of a number its bounds, of a text those of its length. */
  least: z.number().int(),
  most: z.number().int(),
  options: z.array(z.string()),
});
export type Setting = z.infer<typeof settingSchema>;

export const settingsWhySchema = z.enum(['moved', 'repaired', 'corrected', 'askedByOperator']);
export type SettingsWhy = z.infer<typeof settingsWhySchema>;

/** Where a proposal comes from. */
export const proposedFromSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fields'),
    values: z.partialRecord(settingPathSchema, z.string().max(2_000)),
  }),
  z.object({ kind: z.literal('version'), number: z.number().int().positive() }),
  z.object({ kind: z.literal('file'), name: z.string().max(300) }),
]);
export type ProposedFrom = z.infer<typeof proposedFromSchema>;

export const differenceSchema = z.object({
  /** With dots, as in the file: `devices.printer.path`. */
  path: z.string(),
  /** `null`: it is not there. */
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const proposalProblemSchema = z.object({
  code: z.enum([
    'unreadable',
    'notJson',
    'notValid', // `path` and `allowed` say where and what may stand there
    'missing', // a field that those given need beside them
    'otherKiosk', // the file is of another kiosk
    'noSuchVersion',
    'nothingChanges',
    'notWritable',
    'onTrial',
  ]),
  path: z.string().nullable(),
  allowed: z.string().nullable(),
});
export type ProposalProblem = z.infer<typeof proposalProblemSchema>;

export const versionSchema = z.object({
  number: z.number().int(),
  at: z.iso.datetime(),
  /** A technician's number and name; `null`: it was there before anybody changed it here. */
  who: z.object({ number: z.string(), name: z.string() }).nullable(),
  why: z.enum([...settingsWhySchema.options, 'found', 'binding']),
  state: z.enum(['trial', 'kept', 'takenBack']),
  changes: z.array(differenceSchema),
});
export type Version = z.infer<typeof versionSchema>;

export const settingsSchema = z.object({
  fields: z.array(settingSchema),
  /** What would be changed, before it is; `null`: nothing is proposed. */
  proposal: z
    .object({ changes: z.array(differenceSchema), problem: proposalProblemSchema.nullable() })
    .nullable(),
  /** Newest first. */
  history: z.array(versionSchema),
  /** Files to take over, by their paths. */
  files: z.array(z.string()),
  /** Where the last export went; `null`: none. */
  exported: z.string().nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsActs = [
  z.object({ do: z.literal('settings'), on: z.boolean() }),
  z.object({ do: z.literal('propose'), from: proposedFromSchema.nullable() }),
  /** Puts the proposal on trial; the engine begins anew with it. */
  z.object({ do: z.literal('applySettings'), why: settingsWhySchema }),
  z.object({ do: z.literal('exportSettings') }),
] as const;
