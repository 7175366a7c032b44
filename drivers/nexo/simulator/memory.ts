/** What the terminal remembers of the services it was asked for, and what the host knows of money. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { readFileIfThere, replaceFile } from '../../simulator-kit/memory-file.ts';

const serviceSchema = z.object({
  category: z.enum(['Payment', 'Reversal']),
  serviceId: z.string(),
  saleId: z.string(),
  saleTransaction: z.object({ id: z.string(), timeStamp: z.string() }).nullable(),
  state: z.enum(['running', 'done']),
  /** Body and header of the answer, to be repeated; `null` while it runs. */
  answer: z.record(z.string(), z.unknown()).nullable(),
});
export type Service = z.infer<typeof serviceSchema>;

const transactionSchema = z.object({
  id: z.string(),
  timeStamp: z.string(),
  serviceId: z.string(),
  amountFils: z.number(),
  kind: z.enum(['payment', 'reversal']),
  originalId: z.string().nullable(),
  status: z.enum(['stored', 'reversed']),
  /** In a period that was closed: no longer reversible. */
  closed: z.boolean(),
});
export type Transaction = z.infer<typeof transactionSchema>;

const contentSchema = z.object({
  next: z.number(),
  /** The terminal's own: `forget` wipes it. */
  services: z.array(serviceSchema),
  usedIds: z.array(z.object({ serviceId: z.string(), saleId: z.string(), atMs: z.number() })),
  /** The host's. */
  transactions: z.array(transactionSchema),
});
type Content = z.infer<typeof contentSchema>;

const UNIQUE_FOR_MS = 48 * 3_600_000;

export class Memory {
  readonly content: Content;
  readonly #path: string;

  private constructor(path: string, content: Content) {
    this.#path = path;
    this.content = content;
  }

  static open(path: string): Result<Memory, string> {
    const text = readFileIfThere(path);
    if (text === null)
      return ok(new Memory(path, { next: 1, services: [], usedIds: [], transactions: [] }));
    try {
      return ok(new Memory(path, contentSchema.parse(JSON.parse(text))));
    } catch {
      return fail(`${path} is not this simulator's memory`);
    }
  }

  save(): void {
    replaceFile(this.#path, JSON.stringify(this.content));
  }

  /** False where the pair was used in the last 48 h (digest §1.9). */
  useId(serviceId: string, saleId: string, nowMs: number): boolean {
    const { content } = this;
    content.usedIds = content.usedIds.filter(({ atMs }) => nowMs - atMs < UNIQUE_FOR_MS);
    if (content.usedIds.some((u) => u.serviceId === serviceId && u.saleId === saleId)) return false;
    content.usedIds.push({ serviceId, saleId, atMs: nowMs });
    this.save();
    return true;
  }

  find(category: string, serviceId: string, saleId: string): Service | undefined {
    return this.content.services.find(
      (s) => s.category === category && s.serviceId === serviceId && s.saleId === saleId,
    );
  }

  /** The terminal's memory, not the host's. */
  forget(): void {
    this.content.services = [];
    this.save();
  }
}
