import type { ReactNode } from 'react';
import { Frame } from '../design/frame.tsx';
import { CardIcon, PaperIcon } from '../design/icons.tsx';
import { useKiosk } from '../engine/engine-context.ts';

/** The two things people leave behind. */
export const Goodbye = (): ReactNode => {
  const { t } = useKiosk();
  return (
    <Frame title={t('goodbye.title')} lede={<p>{t('goodbye.next')}</p>}>
      <div className="panel belongings">
        <CardIcon size={240} />
        <PaperIcon size={240} />
      </div>
    </Frame>
  );
};
