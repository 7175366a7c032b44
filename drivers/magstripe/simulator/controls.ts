import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { swipeReport } from './report.ts';

const track = z.string().max(110).optional();

/** Every request of the stripe reader's control socket. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('swipe'),
    tracks: z.strictObject({ 1: track, 2: track, 3: track }),
  }),
  z.strictObject({ do: z.literal('report'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
]);

/** Answers control requests for a stripe reader on `cable`. */
export const magstripeControls =
  (cable: PseudoTerminal) =>
  async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail('a request that is none'); // its values may be card data
    const request = parsed.data;
    switch (request.do) {
      case 'swipe':
        cable.write(swipeReport(request.tracks));
        return ok({});
      case 'report':
        cable.write(new Uint8Array(Buffer.from(request.hex, 'hex')));
        return ok({});
      case 'unplug':
        await cable.unplug();
        return ok({});
      case 'plug': {
        const plugged = await cable.plug();
        return plugged.ok ? ok({}) : fail(plugged.error.detail);
      }
    }
  };
