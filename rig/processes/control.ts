import { sendControl } from '../../drivers/simulator-kit/control-client.ts';
import { RigError } from './rig-error.ts';

export type ControlRequest = Readonly<Record<string, unknown>> & { readonly do: string };

/** Some requests answer only once something has happened. */
const PATIENCE_MS = 60_000;

/** One request to a simulator, with its reply. Rejects with `RigError` where it refuses or nobody is there. */
export const ask = async (
  socket: string,
  request: ControlRequest,
): Promise<Record<string, unknown>> => {
  const reply = await sendControl(socket, request, PATIENCE_MS);
  if (!reply.ok) {
    throw new RigError(`${request.do}: ${reply.error.code}: ${reply.error.detail} (${socket})`);
  }
  return reply.value;
};
