import { fail, ok } from '../../../../contract/result.ts';
import type { ByteTransport, WriteProblem } from '../../../transport/transport.ts';

export interface MemoryTransport extends ByteTransport {
  /** Bytes from the far end, as one chunk. */
  deliver(bytes: Uint8Array): void;
  /** The cable comes out: the near side hears of it. */
  unplug(): void;
  /** Writes fail like this from now on; `null`: they work. */
  failWrites(problem: WriteProblem | null): void;
}

/** A byte pipe in memory whose far end is `onWritten`. */
export const createMemoryTransport = (onWritten: (bytes: Uint8Array) => void): MemoryTransport => {
  const dataListeners = new Set<(chunk: Uint8Array) => void>();
  const closeListeners = new Set<() => void>();
  let open = true;
  let problem: WriteProblem | null = null;
  const shut = (): void => {
    if (!open) return;
    open = false;
    for (const listener of [...closeListeners]) listener();
  };
  return {
    get isOpen() {
      return open;
    },
    write: (bytes) => {
      if (!open) return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' }));
      if (problem !== null) return Promise.resolve(fail(problem));
      onWritten(bytes.slice());
      return Promise.resolve(ok(undefined));
    },
    onData: (listener) => {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClose: (listener) => {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close: () => {
      shut();
      return Promise.resolve();
    },
    deliver: (bytes) => {
      const chunk = bytes.slice(); // one for all listeners, as serial ports have it
      for (const listener of [...dataListeners]) listener(chunk);
    },
    unplug: shut,
    failWrites: (next) => {
      problem = next;
    },
  };
};
