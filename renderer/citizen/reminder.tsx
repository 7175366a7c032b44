import type { ReactNode } from 'react';
import type { ReceiptStatus } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { PaperIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';

/** A small paper for whoever comes back later, and what became of it. */
export const Reminder = ({ paper }: { readonly paper: ReceiptStatus | null }): ReactNode => {
  const { t, send } = useKiosk();
  if (paper === null) return null;
  return (
    <div className="reminder">
      {paper !== 'none' && (
        <Note icon={<PaperIcon />} role="status">
          {t(`notice.reminder.${paper}`)}
        </Note>
      )}
      {paper !== 'printing' && paper !== 'printed' && (
        <Button
          say="reminder"
          onPress={() => {
            send({ do: 'printReminder' });
          }}
        >
          <PaperIcon />
          {t('notice.reminder.print')}
        </Button>
      )}
    </div>
  );
};
