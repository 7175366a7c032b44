import { z } from 'zod';
import { readForm } from './additional-response.ts';
import { hideCardNumbers } from './card-numbers.ts';

const MOST_LINES = 200;
const LONGEST_LINE = 256;

const receiptSchema = z.object({
  DocumentQualifier: z.string().max(64),
  RequiredSignatureFlag: z.boolean().optional().catch(undefined),
  OutputContent: z
    .object({
      OutputText: z
        .array(
          z.object({
            Text: z.string().max(4_096),
            EndOfLineFlag: z.boolean().optional().catch(undefined),
          }),
        )
        .max(1_000)
        .catch([]),
    })
    .optional()
    .catch(undefined),
});

export type NexoReceipt = {
  readonly for: 'customer' | 'merchant' | 'other';
  readonly needsSignature: boolean;
  readonly lines: readonly string[];
};

const AUDIENCE: Readonly<Record<string, NexoReceipt['for']>> = {
  CustomerReceipt: 'customer',
  CashierReceipt: 'merchant',
};

/** `key=…&name=…&value=…` as a line of paper; text in no such form as it is (nexo digest §5). */
const lineOf = (text: string): string => {
  if (!/(?:^|&)(?:key|name|value)=/u.test(text)) return text;
  const pairs = new Map(readForm(text));
  return [pairs.get('name'), pairs.get('value')]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
};

/** Receipts of a response as plain lines, card numbers hidden; what cannot be read is left out. */
export const readReceipts = (raw: readonly unknown[] | undefined): readonly NexoReceipt[] =>
  (raw ?? []).flatMap((each) => {
    const parsed = receiptSchema.safeParse(each);
    if (!parsed.success) return [];
    const lines: string[] = [];
    let open = '';
    for (const { Text, EndOfLineFlag } of parsed.data.OutputContent?.OutputText ?? []) {
      open += lineOf(Text);
      if (EndOfLineFlag === false) continue;
      lines.push(open);
      open = '';
    }
    if (open !== '') lines.push(open);
    return [
      {
        for: AUDIENCE[parsed.data.DocumentQualifier] ?? 'other',
        needsSignature: parsed.data.RequiredSignatureFlag ?? false,
        // Hidden before it is cut: half a number is no longer recognised as one.
        lines: lines
          .slice(0, MOST_LINES)
          .map((line) => hideCardNumbers(line).slice(0, LONGEST_LINE)),
      },
    ];
  });
