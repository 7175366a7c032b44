import type { ReactNode } from 'react';
import { useHeardWhileOpen } from '../pad/use-heard.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Reference } from './reference.tsx';

export const HelpDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { view, t } = useKiosk();
  useHeardWhileOpen('help');
  const screen = view.screen.name;
  return (
    <Dialog
      title={t('help.title')}
      onDismiss={onClose}
      acts={
        <Button main say="close" onPress={onClose} autoFocus>
          {t('help.close')}
        </Button>
      }
    >
      {screen !== 'attract' && <p className="dialog-words">{t(`help.screen.${screen}`)}</p>}
      <p className="dialog-words">{t('help.money')}</p>
      <p>
        {t('help.kiosk')}: <Reference>{view.kioskId}</Reference>
      </p>
    </Dialog>
  );
};
