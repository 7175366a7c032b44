import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useSeconds } from './seconds.ts';
import { useWords } from './words.ts';

/** Shown before the session ends by itself. */
export const StaffIdle = (props: {
  readonly msLeft: number;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}): ReactNode => {
  const words = useWords().idle;
  const seconds = useSeconds(props.msLeft);
  return (
    <Dialog
      role="alertdialog"
      title={words.title}
      onDismiss={props.onStay}
      acts={
        <>
          <Button onPress={props.onLeave}>{words.leave}</Button>
          <Button main autoFocus onPress={props.onStay}>
            {words.stay}
          </Button>
        </>
      }
    >
      <p className="dialog-words">
        {words.lede} <span className="digits">{seconds}</span>
      </p>
    </Dialog>
  );
};
