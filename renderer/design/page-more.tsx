import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { DownIcon } from './icons.tsx';
import { scrollOn, useOverflow } from './use-overflow.ts';

/**
 * A page in larger text or within a seated person's reach may be longer than its place: a fading edge says
 * so, and a button moves it, besides the finger.
 */
export const PageMore = (): ReactNode => {
  const { t } = useKiosk();
  const mark = useRef<HTMLDivElement>(null);
  const page = useRef<Element | null>(null);
  const content = useRef<Element | null>(null);
  useLayoutEffect(() => {
    page.current = mark.current?.closest('.kiosk') ?? null;
    content.current = mark.current?.closest('.frame') ?? null;
  }, []);
  const { overflows, atEnd } = useOverflow(page, content);
  return (
    <div ref={mark} className="page-more" data-shown={overflows && !atEnd}>
      {overflows && (
        <Button
          say="more"
          disabled={atEnd}
          label={t('frame.more')}
          onPress={() => {
            scrollOn(page.current);
          }}
        >
          <DownIcon />
        </Button>
      )}
    </div>
  );
};
