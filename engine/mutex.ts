/** One at a time, in the order of asking: the terminal does one thing. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

export const createMutex = (): Mutex => {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = tail.then(work);
    tail = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  };
};
