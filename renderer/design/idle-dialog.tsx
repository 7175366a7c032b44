import { useEffect, useState, type ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Whole seconds left of `msLeft`, which was true when this component was mounted. */
const useSecondsLeft = (msLeft: number): number => {
  const [left, setLeft] = useState(msLeft);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => {
      setLeft(msLeft - (performance.now() - start));
    }, 200);
    return () => {
      clearInterval(timer);
    };
  }, [msLeft]);
  return Math.max(0, Math.ceil(left / 1000));
};

/** Mounted anew with each revision that says how much is left. */
const Countdown = ({ msLeft }: { readonly msLeft: number }): ReactNode => {
  const { t } = useKiosk();
  const seconds = useSecondsLeft(msLeft);
  return (
    <>
      <p className="countdown digits" aria-hidden="true">
        {seconds}
      </p>
      <p className="dialog-words" role="timer">
        {t('idle.body', { count: seconds })}
      </p>
    </>
  );
};

/** Shown while the visit will be wiped. The countdown is seen, and read out once, not every second. */
export const IdleDialog = ({ msLeft }: { readonly msLeft: number }): ReactNode => {
  const { view, t, send } = useKiosk();
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
            say="endVisit"
            onPress={() => {
              send({ do: 'startOver' });
            }}
          >
            {t('idle.finish')}
          </Button>
          <Button main autoFocus say="moreTime" onPress={stay}>
            {t('idle.moreTime')}
          </Button>
        </>
      }
    >
      <Countdown key={view.revision} msLeft={msLeft} />
    </Dialog>
  );
};
