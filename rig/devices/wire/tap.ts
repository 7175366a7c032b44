import type { ByteTransport } from '../../../drivers/transport/transport.ts';

/** Which way bytes went. */
export type Towards = 'device' | 'kiosk';
export type OnBytes = (towards: Towards, bytes: Uint8Array) => void;

/** The same transport, with every byte of both directions shown to `onBytes` before anybody else gets it. */
export const tapTransport = (transport: ByteTransport, onBytes: OnBytes): ByteTransport => {
  transport.onData((chunk) => {
    onBytes('kiosk', chunk.slice());
  });
  return {
    get isOpen() {
      return transport.isOpen;
    },
    write: (bytes) => {
      if (transport.isOpen) onBytes('device', bytes.slice());
      return transport.write(bytes);
    },
    onData: (listener) => transport.onData(listener),
    onClose: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  };
};
