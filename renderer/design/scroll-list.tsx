import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { DownIcon } from './icons.tsx';

const NEAR_END_PX = 8;

/** A list that may be longer than its place: a button says so and moves it, besides the finger. */
export const ScrollList = (props: {
  readonly label: string;
  readonly more: string;
  readonly children: ReactNode;
}): ReactNode => {
  const windowRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  const [atEnd, setAtEnd] = useState(true);

  useEffect(() => {
    const view = windowRef.current;
    const content = contentRef.current;
    if (view === null || content === null) return;
    const measure = (): void => {
      setOverflows(view.scrollHeight > view.clientHeight + NEAR_END_PX);
      setAtEnd(view.scrollTop + view.clientHeight >= view.scrollHeight - NEAR_END_PX);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(view);
    observer.observe(content);
    view.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', measure);
    };
  }, []);

  const scrollOn = (): void => {
    const view = windowRef.current;
    if (view === null) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    view.scrollBy({ top: view.clientHeight * 0.8, behavior: still ? 'instant' : 'smooth' });
  };

  return (
    <div className="scroll">
      <div
        ref={windowRef}
        className="scroll-window"
        role="group"
        aria-label={props.label}
        {...(overflows ? { tabIndex: 0 } : {})}
      >
        <div ref={contentRef}>{props.children}</div>
      </div>
      {overflows && (
        <Button className="scroll-more" disabled={atEnd} onPress={scrollOn}>
          <DownIcon />
          {props.more}
        </Button>
      )}
    </div>
  );
};
