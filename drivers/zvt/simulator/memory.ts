import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { readFileIfThere, replaceFile } from '../../simulator-kit/memory-file.ts';

const transactionSchema = z.object({
  trace: z.number().int(),
  receipt: z.number().int(),
  amountFils: z.number().int(),
  kind: z.enum(['payment', 'reversal']),
  /** Of a reversal: the trace of the payment it takes back. */
  originalTrace: z.number().int().nullable(),
  /** `open`: authorised by the host, not acknowledged by the till yet. */
  status: z.enum(['open', 'stored', 'reversed']),
  /** Local `MMDD` and `HHMMSS`. */
  date: z.string(),
  time: z.string(),
  card: z.enum(['visa', 'mastercard', 'benefit']),
  authorisationCode: z.string(),
});
export type Transaction = z.infer<typeof transactionSchema>;

const endOfDaySchema = z.object({
  trace: z.number().int(),
  date: z.string(),
  time: z.string(),
  /** Receipt numbers and sums (fils) of the closed day's stored payments, by card. */
  receipts: z.array(z.number().int()),
  totals: z.array(
    z.object({
      card: z.enum(['visa', 'mastercard', 'benefit']),
      count: z.number().int(),
      sumFils: z.number().int(),
    }),
  ),
});
export type EndOfDay = z.infer<typeof endOfDaySchema>;

const memorySchema = z.object({
  version: z.literal(1),
  /** What the terminal itself knows; `forget` erases it. */
  terminal: z.object({
    trace: z.number().int(),
    receipt: z.number().int(),
    turnover: z.array(transactionSchema),
    last: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('transaction'), transaction: transactionSchema }),
        z.object({ kind: z.literal('endOfDay'), endOfDay: endOfDaySchema }),
      ])
      .nullable(),
  }),
  /** What the acquirer has heard, for ever: closed days as well. */
  acquirer: z.array(transactionSchema),
});
export type MemoryContent = z.infer<typeof memorySchema>;

const empty = (): MemoryContent => ({
  version: 1,
  terminal: { trace: 0, receipt: 0, turnover: [], last: null },
  acquirer: [],
});

/** The terminal's memory. Every change is on disk before the call returns, so before it is acted upon. */
export class Memory {
  #path: string | null;
  #content: MemoryContent;

  private constructor(path: string | null, content: MemoryContent) {
    this.#path = path;
    this.#content = content;
  }

  /** Opens the file, or begins anew where there is none. A damaged file is refused, never replaced. */
  static open(path: string): Result<Memory, string> {
    const text = readFileIfThere(path);
    if (text === null) return ok(new Memory(path, empty()));
    try {
      return ok(new Memory(path, memorySchema.parse(JSON.parse(text))));
    } catch (error) {
      return fail(`${path} is no memory of this simulator: ${String(error)}`);
    }
  }

  /** A new memory that no file holds: for a simulated world, where the terminal outlives every power cut. */
  static unwritten(): Memory {
    return new Memory(null, empty());
  }

  get content(): Readonly<MemoryContent> {
    return this.#content;
  }

  #change(change: (draft: MemoryContent) => void): void {
    const { version, terminal, acquirer } = this.#content;
    // Transactions are replaced, never changed: their lists are all that needs copying.
    const draft: MemoryContent = {
      version,
      terminal: { ...terminal, turnover: [...terminal.turnover] },
      acquirer: [...acquirer],
    };
    change(draft);
    if (this.#path !== null) replaceFile(this.#path, JSON.stringify(draft, null, 1));
    this.#content = draft;
  }

  /** The next trace number; also for what is declined. */
  nextTrace(): number {
    this.#change(({ terminal }) => {
      terminal.trace = (terminal.trace % 999_999) + 1;
    });
    return this.#content.terminal.trace;
  }

  /** Keeps an authorisation as `open`, under the next trace and receipt number. */
  open(
    begun: Omit<Transaction, 'trace' | 'receipt' | 'status' | 'authorisationCode'>,
    codeFor: (trace: number) => string,
  ): Transaction {
    const { trace, receipt } = this.#content.terminal;
    const transaction: Transaction = {
      ...begun,
      trace: (trace % 999_999) + 1,
      receipt: (receipt % 9_999) + 1,
      status: 'open',
      authorisationCode: codeFor((trace % 999_999) + 1),
    };
    this.#change((draft) => {
      draft.terminal.trace = transaction.trace;
      draft.terminal.receipt = transaction.receipt;
      draft.terminal.turnover.push(transaction);
      draft.acquirer.push(transaction);
    });
    return transaction;
  }

  /** The till acknowledged: it counts from now on, in the turnover and as the last transaction. */
  store(transaction: Transaction, amountFils = transaction.amountFils): void {
    this.#change((draft) => {
      const stored: Transaction = { ...transaction, amountFils, status: 'stored' };
      for (const list of [draft.terminal.turnover, draft.acquirer]) {
        put(list, stored);
        if (stored.originalTrace !== null) setStatus(list, stored.originalTrace, 'reversed');
      }
      draft.terminal.last = { kind: 'transaction', transaction: stored };
    });
  }

  /** Takes back what was opened or stored; a reversal taken back lets its payment stand again. */
  reverse(transaction: Transaction): void {
    this.#change((draft) => {
      for (const list of [draft.terminal.turnover, draft.acquirer]) {
        put(list, { ...transaction, status: 'reversed' });
        if (transaction.originalTrace !== null)
          setStatus(list, transaction.originalTrace, 'stored');
      }
    });
  }

  /** What a restart finds unacknowledged. */
  openOnes(): readonly Transaction[] {
    return this.#content.terminal.turnover.filter(({ status }) => status === 'open');
  }

  closeDay(endOfDay: EndOfDay): void {
    this.#change(({ terminal }) => {
      terminal.turnover = [];
      terminal.last = { kind: 'endOfDay', endOfDay };
    });
  }

  /** A last transaction from before; the acquirer's list, which is this kiosk's, does not have it. */
  rememberEarlier(): void {
    this.#change(({ terminal }) => {
      terminal.trace = (terminal.trace % 999_999) + 1;
      terminal.receipt = (terminal.receipt % 9_999) + 1;
      const transaction: Transaction = {
        trace: terminal.trace,
        receipt: terminal.receipt,
        amountFils: 1_000,
        kind: 'payment',
        originalTrace: null,
        status: 'stored',
        date: '0101',
        time: '120000',
        card: 'visa',
        authorisationCode: '000001',
      };
      terminal.last = { kind: 'transaction', transaction };
    });
  }

  /** Erases the terminal's own memory; the acquirer still knows what it knows. */
  forget(): void {
    this.#change((draft) => {
      draft.terminal = empty().terminal;
    });
  }
}

const lastOf = (list: readonly Transaction[], trace: number): number =>
  list.findLastIndex((each) => each.trace === trace);

const put = (list: Transaction[], transaction: Transaction): void => {
  const index = lastOf(list, transaction.trace);
  if (index >= 0) list[index] = transaction;
};

const setStatus = (list: Transaction[], trace: number, status: Transaction['status']): void => {
  const index = lastOf(list, trace);
  const found = list[index];
  if (found !== undefined) list[index] = { ...found, status };
};
