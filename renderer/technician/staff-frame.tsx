import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { useWords } from './words.ts';

/** The plan of every staff screen: a dark bar that no public screen has, the matter, the acts. */
export const StaffFrame = (props: {
  readonly title: string;
  readonly lede?: ReactNode;
  /** Who is in, and the kiosk. */
  readonly who?: ReactNode;
  readonly onLanguage: () => void;
  readonly children?: ReactNode;
  readonly acts: ReactNode;
}): ReactNode => {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [props.title]);
  return (
    <div className="staff">
      <header className="staff-bar">
        <p className="staff-name">
          <strong>{words.bar.staff}</strong> {props.who}
        </p>
        <Button onPress={props.onLanguage} lang={words.bar.language === 'English' ? 'en' : 'ar'}>
          {words.bar.language}
        </Button>
      </header>
      <main className="staff-main">
        <h1 className="staff-title" ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.lede !== undefined && <p className="staff-lede">{props.lede}</p>}
        {props.children}
      </main>
      <footer className="staff-acts">{props.acts}</footer>
    </div>
  );
};
