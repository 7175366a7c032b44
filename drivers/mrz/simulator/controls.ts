import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { backOf } from './card.ts';

const date = z.string().regex(/^[0-9]{6}$/u);
const END = '\r';

/** Every request of the identity card reader's control socket. */
const requestSchema = z.discriminatedUnion('do', [
  /** Nobody's card: number and name are invented. */
  z.strictObject({
    do: z.literal('card'),
    documentNumber: z
      .string()
      .regex(/^[0-9A-Z]{1,9}$/u)
      .default('123456789'),
    personalNumber: z
      .string()
      .regex(/^[0-9A-Z]{0,15}$/u)
      .default('850512346'),
    issuer: z
      .string()
      .regex(/^[A-Z]{1,3}$/u)
      .default('BHR'),
    born: date.default('850512'),
    expires: date.default('310101'),
    name: z
      .string()
      .regex(/^[A-Z ]{1,30}$/u)
      .default('ALKHALIDI  NOOR'),
    /** So many characters of it are read wrongly. */
    misread: z.number().int().min(0).max(30).default(0),
    /** So many of its lines come. */
    lines: z.number().int().min(1).max(3).default(3),
  }),
  /** Lines as they are. */
  z.strictObject({ do: z.literal('lines'), lines: z.array(z.string().max(200)).max(10) }),
  z.strictObject({ do: z.literal('garbage'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
]);

/** Digits of the first line come out as the next higher ones. */
const misreadLine = (line: string, count: number): string => {
  let left = count;
  return line.replaceAll(/[0-9]/gu, (char) =>
    left-- > 0 ? String((Number(char) + 1) % 10) : char,
  );
};

/** Answers control requests for a reader on `cable`. */
export const mrzControls =
  (cable: PseudoTerminal) =>
  async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    const send = (lines: readonly string[]): void =>
      cable.write(new Uint8Array(Buffer.from(lines.map((line) => line + END).join(''), 'latin1')));
    switch (request.do) {
      case 'card': {
        const [first, ...others] = backOf(request);
        send([misreadLine(first, request.misread), ...others].slice(0, request.lines));
        return ok({});
      }
      case 'lines':
        send(request.lines);
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
