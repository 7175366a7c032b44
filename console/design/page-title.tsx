import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../language.tsx';

/** What the page is called, in the window's title too; whoever comes here by ear begins at it. */
export const PageTitle = ({
  text,
  takesFocus = true,
  id,
}: {
  readonly text: string;
  readonly takesFocus?: boolean;
  readonly id?: string;
}): ReactNode => {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} – ${words.page.name}`;
  }, [text, words]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h1 ref={heading} id={id} tabIndex={-1}>
      <bdi>{text}</bdi>
    </h1>
  );
};
