import { useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { DownIcon } from './icons.tsx';
import { scrollOn, useOverflow } from './use-overflow.ts';

/** A list that may be longer than its place: a button says so and moves it, besides the finger. */
export const ScrollList = (props: {
  readonly label: string;
  readonly more: string;
  readonly children: ReactNode;
}): ReactNode => {
  const windowRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const { overflows, atEnd } = useOverflow(windowRef, contentRef);

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
        <Button
          say="more"
          className="scroll-more"
          disabled={atEnd}
          onPress={() => {
            scrollOn(windowRef.current);
          }}
        >
          <DownIcon />
          {props.more}
        </Button>
      )}
    </div>
  );
};
