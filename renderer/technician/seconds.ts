import { useEffect, useState } from 'react';

/** Whole seconds left of `msLeft`, which was true when this component was mounted. */
export const useSeconds = (msLeft: number): number => {
  const [left, setLeft] = useState(msLeft);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => {
      setLeft(msLeft - (performance.now() - start));
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, [msLeft]);
  return Math.max(0, Math.ceil(left / 1_000));
};
