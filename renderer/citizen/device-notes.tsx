import type { ReactNode } from 'react';
import type { KioskView } from '../../contract/view.ts';
import { CardIcon, LinkDownIcon, PaperIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';

/** `deviceBusy` works; everything else but `online` does not take a card. */
export const readerWorks = ({ terminal }: Pick<KioskView, 'terminal'>): boolean =>
  terminal.state === 'online' || terminal.state === 'deviceBusy';

export const printerWorks = ({ printer }: Pick<KioskView, 'printer'>): boolean =>
  (printer.state === 'online' || printer.state === 'deviceBusy') &&
  !printer.coverOpen &&
  printer.paper !== 'out' &&
  printer.paper !== 'jammed';

/** What reader, paper and network cannot do just now, said before anything is begun. */
export const DeviceNotes = (): ReactNode => {
  const { view, t } = useKiosk();
  return (
    <>
      {!readerWorks(view) && (
        <Note icon={<CardIcon />} strong>
          {t('devices.terminalAway')}
        </Note>
      )}
      {!printerWorks(view) && <Note icon={<PaperIcon />}>{t('devices.paperAway')}</Note>}
      {view.gateway === 'offline' && (
        <Note icon={<LinkDownIcon />}>{t('devices.gatewayAway')}</Note>
      )}
    </>
  );
};
