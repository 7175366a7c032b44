import { z } from 'zod';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { NetworkProxy } from './proxy.ts';

/** Method and path a request begins with, `*` for anything: `PUT /v1/payments/`. */
const match = z.string().max(500);
const times = z.number().int().min(1).max(1_000_000);

/** What may be asked of the network. A mishap for requests is one-shot unless `times` says more. */
export const networkCommandSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('cut') }),
  z.strictObject({ do: z.literal('restore') }),
  /** Connections are taken, nothing goes through until `restore`. */
  z.strictObject({ do: z.literal('stall') }),
  /** Every request is held back this long. */
  z.strictObject({ do: z.literal('delay'), ms: z.number().int().min(0).max(600_000) }),
  /** Something else answers in central's place; without `times` until `restore`. */
  z.strictObject({
    do: z.literal('answer'),
    kind: z.enum(['html', '500', 'nothing', 'garbage']),
    match: match.default(''),
    times: times.optional(),
  }),
  /** The request arrives and is done; its reply is lost and the connection dies. */
  z.strictObject({ do: z.literal('dropReply'), match, times: times.default(1) }),
  /** The matching request itself is what cuts the network; none of it arrives. */
  z.strictObject({ do: z.literal('cutOn'), match }),
  /** The matching request waits here until `restore`. */
  z.strictObject({ do: z.literal('hold'), match, times: times.default(1) }),
  /** Answers once `count` matching requests have come since the start. */
  z.strictObject({ do: z.literal('seen'), match, count: z.number().int().min(1).default(1) }),
  /** `{mode, delayMs, requests: [{line, fate}]}` */
  z.strictObject({ do: z.literal('state') }),
]);
/** As a caller writes it: defaults may be left out. */
export type NetworkCommand = z.input<typeof networkCommandSchema>;

/** Does one control request; the error is a sentence for the one who asked. */
export const commandNetwork = async (
  proxy: NetworkProxy,
  request: unknown,
): Promise<Result<Record<string, unknown>, string>> => {
  const read = networkCommandSchema.safeParse(request);
  if (!read.success) return fail(z.prettifyError(read.error));
  const { weather } = proxy;
  const command = read.data;
  switch (command.do) {
    case 'cut':
      proxy.cut();
      return ok({});
    case 'restore':
      proxy.restore();
      return ok({});
    case 'stall':
      weather.mode = 'stalled';
      return ok({});
    case 'delay':
      weather.delayMs = command.ms;
      return ok({});
    case 'answer':
      weather.add({ kind: 'answer', answer: command.kind }, command.match, command.times);
      return ok({});
    case 'dropReply':
      weather.add({ kind: 'lose' }, command.match, command.times);
      return ok({});
    case 'cutOn':
      weather.add({ kind: 'cut' }, command.match, 1);
      return ok({});
    case 'hold':
      weather.add({ kind: 'hold' }, command.match, command.times);
      return ok({});
    case 'seen':
      await weather.seen(command.match, command.count);
      return ok({ count: weather.count(command.match) });
    case 'state':
      return ok({ mode: weather.mode, delayMs: weather.delayMs, requests: weather.requests });
  }
};
