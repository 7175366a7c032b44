import { fail, ok } from '../../../contract/result.ts';
import type { ReportTransport } from '../hid.ts';
import { createListeners } from '../listeners.ts';
import type { ByteTransport } from '../transport.ts';

type Far<T> = {
  readonly link: T;
  /** From the device, as one chunk or report. */
  readonly deliver: (bytes: Uint8Array) => void;
  readonly unplug: () => void;
  /** What was written to the device, or sent as a feature report. */
  readonly written: Uint8Array[];
};

const createPipe = (onWritten: (bytes: Uint8Array) => void) => {
  const data = createListeners<Uint8Array>();
  const closed = createListeners<undefined>();
  const written: Uint8Array[] = [];
  let open = true;
  const shut = (): void => {
    if (!open) return;
    open = false;
    closed.call(undefined);
  };
  return {
    data,
    written,
    shut,
    isOpen: () => open,
    onClose: (listener: () => void) => closed.add(listener),
    write: (bytes: Uint8Array) => {
      if (!open) return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' } as const));
      written.push(bytes.slice());
      onWritten(bytes.slice());
      return Promise.resolve(ok(undefined));
    },
    close: () => {
      shut();
      return Promise.resolve();
    },
  };
};

/** A byte pipe in memory; `onWritten` is its far end. */
export const createMemoryBytes = (
  onWritten: (bytes: Uint8Array) => void = () => undefined,
): Far<ByteTransport> => {
  const pipe = createPipe(onWritten);
  const { data, written, shut, isOpen, onClose, write, close } = pipe;
  const link: ByteTransport = {
    get isOpen() {
      return isOpen();
    },
    write,
    onData: data.add,
    onClose,
    close,
  };
  return { link, written, unplug: shut, deliver: (bytes) => data.call(bytes.slice()) };
};

/** A pipe of reports in memory; wipes them as the real one does. */
export const createMemoryReports = (
  device: ReportTransport['device'] = null,
): Far<ReportTransport> => {
  const { data, written, shut, isOpen, onClose, write, close } = createPipe(() => undefined);
  const link: ReportTransport = {
    device,
    get isOpen() {
      return isOpen();
    },
    write,
    sendFeature: write,
    onReport: data.add,
    onClose,
    close,
  };
  return {
    link,
    written,
    unplug: shut,
    deliver: (bytes) => {
      data.call(bytes);
      bytes.fill(0);
    },
  };
};
