import type { z } from 'zod';

const JSON_TYPE = 'application/json; charset=utf-8';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What an operation answers, whatever carries it there. */
export type Answer = {
  readonly status: number;
  readonly type: typeof JSON_TYPE | typeof PROBLEM_TYPE;
  /** `null`: no body. */
  readonly text: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Checked against the contract, leaving out what it does not name. */
export const json = (schema: z.ZodType, value: unknown): Answer => ({
  status: 200,
  type: JSON_TYPE,
  text: JSON.stringify(schema.parse(value)),
});

/** A stored JSON text exactly as it is, past every serialiser. */
export const stored = (status: number, text: string): Answer => ({ status, type: JSON_TYPE, text });

/** Done, and nothing to say. */
export const NOTHING_TO_SAY: Answer = { status: 204, type: JSON_TYPE, text: null };

export type FileAnswer = {
  readonly status: 200;
  readonly type: 'text/csv; charset=utf-8' | 'application/pdf' | 'image/jpeg';
  readonly text: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
};

/** To be kept under that name; never shown in the page's own place. */
export const file = (
  name: string,
  type: FileAnswer['type'],
  content: string | Uint8Array,
): FileAnswer => ({
  status: 200,
  type,
  text: content,
  headers: { 'content-disposition': `attachment; filename="${name}"` },
});

/** To be shown in the page, and kept nowhere. */
export const picture = (jpeg: Uint8Array): FileAnswer => ({
  status: 200,
  type: 'image/jpeg',
  text: jpeg,
  headers: { 'cache-control': 'no-store' },
});
