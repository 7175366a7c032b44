import type { ByteTransport } from '../../drivers/transport/transport.ts';
import type { ConnectContext, DeviceRole } from '../../engine/devices/open-link.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { AnyDevice } from './open-problem.ts';
import { createRecorder, type Recorder, type Timed } from './recorder.ts';
import { filled } from './texts.ts';
import type { WireKind } from './wire/session-file.ts';
import { tapTransport } from './wire/tap.ts';

/** What goes over the wire of a device, or `null` where it is no stream of bytes. */
export const wireOf = (device: AnyDevice): WireKind | null => {
  if (!('transport' in device) || device.transport === 'tls' || device.transport === 'hid')
    return null;
  switch (device.driver) {
    case 'zvt':
      return device.transport === 'tcp' ? 'zvtTcp' : 'zvtSerial';
    case 'escpos':
      return 'escpos';
    case 'mrz':
      return 'personal';
    default:
      return 'text';
  }
};

/** A context whose transports go through a recorder. */
export const tapped = (desk: Desk, recorder: Recorder): ConnectContext => ({
  ...desk.context,
  tap: (transport: ByteTransport) => tapTransport(transport, recorder.onBytes),
});

/**
 * Runs `act` with the device's wire tapped: into the file that `--record` names, if any, and to `onSeen`.
 * Without either, the wire is left alone.
 */
export const withRecorder = async (
  desk: Desk,
  role: DeviceRole,
  device: AnyDevice,
  onSeen: ((seen: Timed) => void) | null,
  act: (context: ConnectContext) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const { words, say, options } = desk;
  if (options.file === null && onSeen === null) return act(desk.context);
  const wire = wireOf(device);
  if (wire === null) {
    say(filled(words.monitor.noWire, { role: words.role[role] }));
    desk.tell({ error: 'noWire', role });
    return EXIT.usage;
  }
  const made = createRecorder({
    clock: desk.clock,
    wire,
    role,
    file: options.file,
    onSeen: onSeen ?? (() => undefined),
  });
  if (!made.ok) {
    say(filled(words.monitor.fileFailed, { path: options.file, detail: made.error }));
    desk.tell({ error: 'fileFailed', detail: made.error });
    return EXIT.unavailable;
  }
  const recorder = made.value;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    const count = recorder.end();
    if (options.file !== null) say(filled(words.monitor.recorded, { count, path: options.file }));
  };
  desk.command.onEnd(() => {
    end();
    return Promise.resolve();
  });
  const code = await act(tapped(desk, recorder));
  end();
  return code;
};
