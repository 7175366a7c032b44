import { fail, ok, type Result } from '../../../contract/result.ts';
import { createListeners } from '../../transport/listeners.ts';
import type { OpenProblem } from '../../transport/transport.ts';
import type { PcscModule, PcscReader } from './pcsc-api.ts';

/** The machine's PC/SC service, watched. */
export interface PcscService {
  /** Each reader, when it comes and when it comes back; those already there at once. */
  onReader(listener: (reader: PcscReader) => void): () => void;
  /** Once, when the service is gone. */
  onClose(listener: () => void): () => void;
  readonly isOpen: boolean;
  close(): Promise<void>;
}

/** On demand: a kiosk without smart cards needs neither the package nor libpcsclite. */
const loadPackage = (): Promise<PcscModule> => import('pcsc-mini');

const detailOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Reaches the PC/SC service. Expected failures, each `io`: the package or libpcsclite is not there
 * (`where` is `pcsc-mini`), or no service answers (`where` is `pcscd`). A reader may be there or come later.
 */
export const openPcsc = async (
  load: () => Promise<PcscModule> = loadPackage,
): Promise<Result<PcscService, OpenProblem>> => {
  let client;
  try {
    client = new (await load()).Client();
  } catch (error) {
    return fail({ code: 'io', where: 'pcsc-mini', detail: detailOf(error) });
  }
  const found: PcscReader[] = [];
  const readers = createListeners<PcscReader>();
  const closed = createListeners<undefined>();
  let open = true;

  const end = (): void => {
    if (!open) return;
    open = false;
    client.stop();
    closed.call(undefined);
    closed.clear();
    readers.clear();
  };
  client.on('error', end);
  client.on('reader', (reader) => {
    found.push(reader);
    reader.on('disconnect', () => {
      found.splice(found.indexOf(reader), 1);
    });
    readers.call(reader);
  });
  try {
    client.start();
  } catch (error) {
    return fail({ code: 'io', where: 'pcscd', detail: detailOf(error) });
  }
  return ok({
    get isOpen() {
      return open;
    },
    onReader: (listener) => {
      for (const reader of [...found]) listener(reader);
      return readers.add(listener);
    },
    onClose: (listener) => closed.add(listener),
    close: () => {
      end();
      return Promise.resolve();
    },
  });
};
