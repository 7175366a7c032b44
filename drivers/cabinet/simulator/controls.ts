import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { PseudoTerminal } from '../../simulator-kit/pty.ts';
import type { Board } from './board.ts';

const times = z.number().int().min(0).max(10_000).default(1);

/** Every request of the board's control socket. `null` as a state: no such sensor is built in. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('door'), state: z.enum(['open', 'closed']).nullable() }),
  z.strictObject({ do: z.literal('key'), state: z.enum(['on', 'off']).nullable() }),
  /** `lasts`: it cannot be cleared. */
  z.strictObject({ do: z.literal('tamper'), lasts: z.boolean().default(false) }),
  z.strictObject({ do: z.literal('power'), state: z.enum(['mains', 'battery', 'low']).nullable() }),
  z.strictObject({ do: z.literal('headset'), in: z.boolean().nullable() }),
  /** What the UPS promises, seconds; said at the next greeting. */
  z.strictObject({ do: z.literal('hold'), seconds: z.number().int().min(0).max(3_600).nullable() }),
  z.strictObject({ do: z.literal('silence'), on: z.boolean() }),
  z.strictObject({ do: z.literal('loseAnswer'), times }),
  z.strictObject({ do: z.literal('badChecksum'), times }),
  z.strictObject({ do: z.literal('version'), version: z.number().int().min(0).max(99) }),
  z.strictObject({ do: z.literal('garbage'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('reboot') }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
  z.strictObject({ do: z.literal('state') }),
]);

/** Answers control requests for a running board. */
export const boardControls =
  (board: Board, cable: PseudoTerminal) =>
  async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    switch (request.do) {
      case 'door':
        board.sense({ door: request.state });
        return ok({});
      case 'key':
        board.sense({ key: request.state });
        return ok({});
      case 'tamper':
        board.tamperLasts = request.lasts;
        board.sense({ tamper: 'yes' });
        return ok({});
      case 'power':
        board.sense({ power: request.state });
        return ok({});
      case 'headset':
        board.sense({ headset: request.in === null ? null : request.in ? 'in' : 'out' });
        return ok({});
      case 'hold':
        board.holdSeconds = request.seconds;
        return ok({});
      case 'silence':
        board.faults.silent = request.on;
        return ok({});
      case 'loseAnswer':
        board.faults.lostAnswers = request.times;
        return ok({});
      case 'badChecksum':
        board.faults.badChecksums = request.times;
        return ok({});
      case 'version':
        board.faults.version = request.version;
        return ok({});
      case 'garbage':
        cable.write(new Uint8Array(Buffer.from(request.hex, 'hex')));
        return ok({});
      case 'reboot':
        board.reboot();
        return ok({});
      case 'unplug':
        await cable.unplug();
        return ok({});
      case 'plug': {
        const plugged = await cable.plug();
        return plugged.ok ? ok({}) : fail(plugged.error.detail);
      }
      case 'state':
        return ok({
          plugged: cable.plugged,
          sensors: board.state,
          lights: board.lights,
          asked: board.asked,
        });
    }
  };
