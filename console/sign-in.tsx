import type { ReactNode } from 'react';
import { LanguageSwitch } from './design/language-switch.tsx';
import { useWords } from './language.tsx';
import { usePlace } from './router.ts';

const TROUBLES = ['away', 'refused', 'noRole'] as const;
/** Whoever has just left is asked for their name again, though the issuer knows it. */
export const LEFT = 'khidma-console-left';

export const SignIn = (): ReactNode => {
  const words = useWords();
  const { query } = usePlace();
  const trouble = TROUBLES.find((each) => each === query.get('problem'));
  const again = sessionStorage.getItem(LEFT) === null && trouble !== 'noRole' ? '' : '&again=1';
  const to = trouble === undefined ? location.pathname + location.search : '/console/';
  return (
    <main className="sign-in">
      <LanguageSwitch />
      <h1>{words.signIn.title}</h1>
      <p>{words.signIn.about}</p>
      {trouble !== undefined && (
        <p className="note bad" role="alert">
          {words.signIn.trouble[trouble]}
        </p>
      )}
      <a
        className="button main"
        href={`/console/sign-in?to=${encodeURIComponent(to)}${again}`}
        onClick={() => {
          sessionStorage.removeItem(LEFT);
        }}
      >
        {words.signIn.go}
      </a>
    </main>
  );
};
