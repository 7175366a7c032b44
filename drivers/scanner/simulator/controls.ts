import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { hidReports, serialBytes } from './wires.ts';

const text = z.string().min(1).max(8_000);
const aim = z
  .string()
  .regex(/^\][A-Za-z][0-9A-Za-z]$/u)
  .optional();

/** Every request of the scanner's control socket. */
const requestSchema = z.discriminatedUnion('do', [
  /** `part`: over HID, only that report of the code, so that none overtakes its reader. */
  z.strictObject({ do: z.literal('scan'), text, aim, part: z.number().int().min(0).optional() }),
  /** The same code, or as many different ones, as fast as the wire takes them. */
  z.strictObject({
    do: z.literal('flood'),
    text,
    aim,
    times: z.number().int().min(1).max(10_000).default(500),
    different: z.boolean().default(false),
  }),
  /** A code without its end. */
  z.strictObject({ do: z.literal('breakOff'), text }),
  z.strictObject({ do: z.literal('garbage'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
]);

export type Wire = { readonly hid: boolean; readonly suffix: string };

/** Answers control requests for a scanner on `cable`. */
export const scannerControls = (cable: PseudoTerminal, { hid, suffix }: Wire) => {
  const bytesOf = (code: string, identifier: string | null): readonly Uint8Array[] =>
    hid ? hidReports(code, identifier) : [serialBytes(code, identifier, suffix)];

  return async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    switch (request.do) {
      case 'scan': {
        const pieces = bytesOf(request.text, request.aim ?? null);
        const { part } = request;
        const sent = part === undefined ? pieces : pieces.slice(part, part + 1);
        for (const piece of sent) cable.write(piece);
        return ok({ parts: pieces.length });
      }
      case 'flood':
        for (let i = 0; i < request.times; i++) {
          const code = request.different ? `${request.text}${i}` : request.text;
          for (const piece of bytesOf(code, request.aim ?? null)) cable.write(piece);
        }
        return ok({});
      case 'breakOff':
        cable.write(serialBytes(request.text, null, ''));
        return ok({});
      case 'garbage':
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
};
