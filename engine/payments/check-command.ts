import { createPublicKey, verify } from 'node:crypto';
import {
  COMMAND_CONTEXT,
  commandSchema,
  type Command,
  type CommandRefusal,
  type SignedCommand,
} from '../../contract/reconciliation.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

const parse = (text: string): Command | null => {
  try {
    const parsed = commandSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/**
 * Central's signature, form, and that it is meant for this kiosk under the id it came by. Whether it is
 * expired or fits the payment's state is looked at where it is applied.
 */
export const checkCommand = (
  { commandId, signed }: { readonly commandId: string; readonly signed: SignedCommand },
  deps: { readonly publicKey: string; readonly kioskId: string },
): Result<Command, CommandRefusal> => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: deps.publicKey },
    format: 'jwk',
  });
  const text = Buffer.from(COMMAND_CONTEXT + signed.command, 'utf8');
  if (!verify(null, text, key, Buffer.from(signed.signature, 'base64url'))) return fail('altered');
  const command = parse(signed.command);
  if (command === null) return fail('unreadable');
  if (command.kioskId !== deps.kioskId) return fail('anotherKiosk');
  // One signed text answers for one id: under another it is used a second time.
  return command.commandId === commandId ? ok(command) : fail('replayed');
};
