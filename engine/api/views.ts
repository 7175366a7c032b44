/**
 * The latest value whenever it changed; values that nobody had time to read are skipped, since only
 * the newest view means anything.
 */
export const latestValues = async function* <T>(
  read: () => T,
  onChange: (listener: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T> {
  let wake: () => void = () => undefined;
  let dirty = true;
  const mark = (): void => {
    dirty = true;
    wake();
  };
  const forget = onChange(mark);
  signal.addEventListener('abort', mark, { once: true });
  try {
    while (!signal.aborted) {
      if (dirty) {
        dirty = false;
        yield read();
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    forget();
    signal.removeEventListener('abort', mark);
  }
};
