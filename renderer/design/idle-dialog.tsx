import { useEffect, useState, type ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Whole seconds left of `msLeft`, which was true when this revision arrived. */
const useSecondsLeft = (msLeft: number, revision: number): number => {
  const [start, setStart] = useState(() => ({ msLeft, revision, at: performance.now() }));
  const [now, setNow] = useState(start.at);
  if (start.revision !== revision) {
    const at = performance.now();
    setStart({ msLeft, revision, at });
    setNow(at);
  }
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(performance.now());
    }, 200);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return Math.max(0, Math.ceil((start.msLeft - (now - start.at)) / 1000));
};

/** Shown while the visit will be wiped. The countdown is seen, and read out once, not every second. */
export const IdleDialog = ({ msLeft }: { readonly msLeft: number }): ReactNode => {
  const { view, t, send } = useKiosk();
  const seconds = useSecondsLeft(msLeft, view.revision);
  const stay = (): void => {
    send({ do: 'stillHere' });
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('idle.title')}
      onDismiss={stay}
      acts={
        <>
          <Button
            onPress={() => {
              send({ do: 'startOver' });
            }}
          >
            {t('idle.finish')}
          </Button>
          <Button main autoFocus onPress={stay}>
            {t('idle.moreTime')}
          </Button>
        </>
      }
    >
      <p className="countdown digits" aria-hidden="true">
        {seconds}
      </p>
      <p className="dialog-words" role="timer">
        {t('idle.body', { count: seconds })}
      </p>
    </Dialog>
  );
};
