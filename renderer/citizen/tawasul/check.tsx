import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Frame } from '../../design/frame.tsx';
import { LinkDownIcon, PaperIcon } from '../../design/icons.tsx';
import { Note } from '../../design/note.tsx';
import { Reference } from '../../design/reference.tsx';
import { ScrollList } from '../../design/scroll-list.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { pick } from '../../i18n.ts';
import { languageOf } from './language-of.ts';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

/** Everything as it will be sent, before it is. */
export const Check = ({ step }: { readonly step: StepOf<'check'> }): ReactNode => {
  const { t, language } = useKiosk();
  const wish = useWish();
  const notes = (
    <>
      {step.willQueue && (
        <Note icon={<LinkDownIcon />} strong>
          {t('tawasul.check.willQueue')}
        </Note>
      )}
      {!step.paper && (
        <Note icon={<PaperIcon />} strong>
          {t('tawasul.check.noPaper')}
        </Note>
      )}
    </>
  );
  return (
    <Frame
      step={5}
      of={STEPS}
      title={t('tawasul.check.title')}
      canStartOver
      {...(step.willQueue || !step.paper ? { aside: notes } : {})}
      lede={
        <>
          <p>
            {t(`tawasul.choose.${step.kind}`)} · {pick(step.ministry.name, language)}
          </p>
          <p>
            {step.phone === null ? (
              t('tawasul.check.noPhone')
            ) : (
              <>
                {t('tawasul.phone.label')}: <Reference>{step.phone}</Reference>
              </>
            )}
          </p>
        </>
      }
      acts={
        <Button
          main
          say="send"
          onPress={() => {
            wish({ act: 'send' });
          }}
        >
          {t('tawasul.check.send')}
        </Button>
      }
    >
      <ScrollList label={t('tawasul.check.yours')} more={t('frame.more')}>
        <p className="panel tawasul-words" dir="auto" lang={languageOf(step.text, language)}>
          {step.text}
        </p>
      </ScrollList>
    </Frame>
  );
};
