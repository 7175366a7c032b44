/**
 * A promise that nobody caught ends a real process; while `body` runs, the life that it belongs to hears of
 * it instead.
 */
export const withUnhandled = async <T>(
  onUnhandled: (cause: unknown) => void,
  body: () => Promise<T>,
): Promise<T> => {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', onUnhandled);
  try {
    return await body();
  } finally {
    // Node tells of them at the end of a turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners('unhandledRejection');
    for (const other of others) process.on('unhandledRejection', other);
  }
};
