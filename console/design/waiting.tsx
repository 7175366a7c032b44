import type { ReactNode } from 'react';
import { useWords } from '../language.tsx';

/** While nothing is known yet, or when it could not be asked. */
export const Waiting = ({ failed = false }: { readonly failed?: boolean }): ReactNode => {
  const words = useWords();
  return (
    <p className={failed ? 'note bad' : 'note'} role={failed ? 'alert' : 'status'}>
      {failed ? words.page.away : words.page.loading}
    </p>
  );
};
