import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';

/** How a recorded wire is read; says which reader hides its card data. */
export const wireKindSchema = z.enum(['zvtSerial', 'zvtTcp', 'escpos', 'text', 'personal']);
export type WireKind = z.infer<typeof wireKindSchema>;

const headerSchema = z.object({
  session: z.literal(1),
  wire: wireKindSchema,
  role: z.string().max(32),
  startedAt: z.iso.datetime(),
});
const entrySchema = z.object({
  /** Since the start, on a clock that never jumps. */
  ms: z.number().min(0),
  towards: z.enum(['device', 'kiosk']),
  hex: z.string().regex(/^(?:[0-9a-f]{2})*$/u),
});
export type SessionHeader = z.infer<typeof headerSchema>;
export type SessionEntry = z.infer<typeof entrySchema>;
export type Session = { readonly header: SessionHeader; readonly entries: readonly SessionEntry[] };

export type SessionProblem = {
  readonly code: 'unreadable' | 'notASession';
  /** 1 for the header; 0 where it is the file. */
  readonly line: number;
  readonly detail: string;
};

const MOST_BYTES = 256 * 1024 * 1024;

const parseLine = <T>(schema: z.ZodType<T>, text: string): T | string => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch (cause) {
    return (cause as Error).message;
  }
};

/** Reads a recorded session: a header line, then a line for each piece, their times never going back. */
export const readSession = (path: string): Result<Session, SessionProblem> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return fail({ code: 'unreadable', line: 0, detail: (cause as Error).message });
  }
  if (text.length > MOST_BYTES) return fail({ code: 'unreadable', line: 0, detail: 'too long' });
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const header = parseLine(headerSchema, first);
  if (typeof header === 'string') return fail({ code: 'notASession', line: 1, detail: header });
  const entries: SessionEntry[] = [];
  for (const [at, line] of rest.entries()) {
    const entry = parseLine(entrySchema, line);
    if (typeof entry === 'string')
      return fail({ code: 'notASession', line: at + 2, detail: entry });
    if (entry.ms < (entries.at(-1)?.ms ?? 0))
      return fail({ code: 'notASession', line: at + 2, detail: 'its time is before the last' });
    entries.push(entry);
  }
  return ok({ header, entries });
};
