import { useEffect, useState, type RefObject } from 'react';

const NEAR_END_PX = 8;

/** Whether `view` shows only a piece of `content`, and whether that is its end. */
export const useOverflow = (
  view: RefObject<Element | null>,
  content: RefObject<Element | null>,
): { readonly overflows: boolean; readonly atEnd: boolean } => {
  const [overflows, setOverflows] = useState(false);
  const [atEnd, setAtEnd] = useState(true);

  useEffect(() => {
    const seen = view.current;
    const whole = content.current;
    if (seen === null || whole === null) return;
    const measure = (): void => {
      setOverflows(seen.scrollHeight > seen.clientHeight + NEAR_END_PX);
      setAtEnd(seen.scrollTop + seen.clientHeight >= seen.scrollHeight - NEAR_END_PX);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(seen);
    observer.observe(whole);
    seen.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      seen.removeEventListener('scroll', measure);
    };
  }, [view, content]);

  return { overflows, atEnd };
};

/** Shows the next piece; at once for whoever wants no motion. */
export const scrollOn = (view: Element | null): void => {
  if (view === null) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  view.scrollBy({ top: view.clientHeight * 0.6, behavior: still ? 'instant' : 'smooth' });
};
