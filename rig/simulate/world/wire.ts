import { fail, ok, type Result } from '../../../contract/result.ts';
import { createListeners } from '../../../drivers/transport/listeners.ts';
import type { ByteTransport, OpenProblem } from '../../../drivers/transport/transport.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Trace } from '../core/trace.ts';

/** What a simulator of either device hangs on. */
type Far = {
  readonly plugged: boolean;
  plug(): Promise<Result<void, never>>;
  unplug(): Promise<void>;
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): () => void;
};

/** A serial cable in memory: its far end a simulator's, its near end whoever opens it. */
export type Wire = {
  readonly far: Far;
  /** `onBug` hears what the near end's listeners throw, as their process would. */
  readonly open: (onBug: (cause: unknown) => void) => Promise<Result<ByteTransport, OpenProblem>>;
  /** The near end's process is gone: what it sent still arrives, what comes is lost. */
  readonly dropNear: () => void;
};

const LATENCY_MS = 1;

export const createWire = (name: string, schedule: Schedule, trace: Trace): Wire => {
  const toFar = new Set<(bytes: Uint8Array) => void>();
  let plugged = true;
  let near: { readonly hear: (bytes: Uint8Array) => void; readonly shut: () => void } | null = null;

  const open: Wire['open'] = (onBug) => {
    if (!plugged) {
      return Promise.resolve(
        fail({ code: 'noSuchDevice', where: name, detail: 'not plugged in' } as const),
      );
    }
    near?.shut();
    const data = createListeners<Uint8Array>();
    const closed = createListeners<undefined>();
    let isOpen = true;
    const guarded = (act: () => void): void => {
      try {
        act();
      } catch (cause) {
        onBug(cause);
      }
    };
    const me = {
      hear: (bytes: Uint8Array): void => {
        if (isOpen) guarded(() => data.call(bytes.slice()));
      },
      shut: (): void => {
        if (!isOpen) return;
        isOpen = false;
        if (near === me) near = null;
        guarded(() => closed.call(undefined));
      },
    };
    near = me;
    const transport: ByteTransport = {
      get isOpen() {
        return isOpen;
      },
      write: (bytes) => {
        if (!isOpen || near !== me) {
          return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' } as const));
        }
        const sent = bytes.slice();
        trace.bytes(sent);
        schedule.after(LATENCY_MS, () => {
          if (plugged) for (const listener of toFar) listener(sent);
        });
        return Promise.resolve(ok(undefined));
      },
      onData: data.add,
      onClose: (listener) => closed.add(listener),
      close: () => {
        me.shut();
        return Promise.resolve();
      },
    };
    return Promise.resolve(ok(transport));
  };

  return {
    open,
    dropNear: () => {
      near = null;
    },
    far: {
      get plugged() {
        return plugged;
      },
      plug: () => {
        plugged = true;
        return Promise.resolve(ok(undefined));
      },
      unplug: () => {
        plugged = false;
        near?.shut();
        return Promise.resolve();
      },
      write: (bytes) => {
        if (!plugged) return;
        const sent = bytes.slice();
        trace.bytes(sent);
        schedule.after(LATENCY_MS, () => {
          if (plugged) near?.hear(sent);
        });
      },
      onData: (listener) => {
        toFar.add(listener);
        return () => {
          toFar.delete(listener);
        };
      },
    },
  };
};
