import type { ByteTransport } from '../../drivers/transport/transport.ts';
import type { DeviceRole } from './open-link.ts';

/** Hears on which role's line bytes come in: never what they say. */
export type Activity = {
  readonly tap: (role: DeviceRole) => (transport: ByteTransport) => ByteTransport;
  readonly onHeard: (listener: (role: DeviceRole) => void) => () => void;
};

export const createActivity = (): Activity => {
  const listeners = new Set<(role: DeviceRole) => void>();
  return {
    tap: (role) => (transport) => {
      transport.onData(() => {
        for (const listener of listeners) listener(role);
      });
      return transport;
    },
    onHeard: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
