import type { ReactNode } from 'react';
import type { CardPrompt, Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { CardIcon, ClockIcon, PaperIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { printerWorks, readerWorks } from './device-notes.tsx';
import { ReaderDrawing } from './reader-drawing.tsx';
import './paying.css';

/** Whoever is asked for a card has to find where it goes. */
const SHOWN_WHERE: readonly CardPrompt[] = ['presentCard', 'cardNotRead'];

/** What to do at the reader, live from the terminal. Cancelling is only asked for, never promised. */
export const Paying = ({ screen }: { readonly screen: Screen & { name: 'paying' } }): ReactNode => {
  const { view, t, language, send } = useKiosk();
  const tooLate = !screen.canCancel && !screen.cancelAsked && screen.prompt === 'processing';
  return (
    <Frame
      className="paying"
      step={4}
      liveTitle
      title={t(`paying.prompt.${screen.prompt}.title`)}
      lede={
        <p>
          {screen.readerAt !== undefined && SHOWN_WHERE.includes(screen.prompt) && (
            <strong>{t(`paying.readerAt.${screen.readerAt}`)} </strong>
          )}
          {t(`paying.prompt.${screen.prompt}.help`)}
        </p>
      }
      cost={<Cost label={t('paying.due')} fils={screen.totalFils} language={language} />}
      aside={
        <div className="paying-notes" role="status">
          {!readerWorks(view) && (
            <Note icon={<CardIcon />} strong>
              {t('paying.readerAway')}
            </Note>
          )}
          {screen.cancelAsked && (
            <Note icon={<ClockIcon />} strong>
              {t('paying.cancelAsked')}
            </Note>
          )}
          {tooLate && <Note icon={<ClockIcon />}>{t('paying.tooLate')}</Note>}
          {!printerWorks(view) && <Note icon={<PaperIcon />}>{t('devices.paperAway')}</Note>}
        </div>
      }
      quietAct={
        screen.canCancel && (
          <Button
            say="cancel"
            onPress={() => {
              send({ do: 'askCancel' });
            }}
          >
            {t('paying.cancel')}
          </Button>
        )
      }
    >
      <ReaderDrawing prompt={screen.prompt} />
    </Frame>
  );
};
