import type { ReactNode } from 'react';
import { Frame } from '../design/frame.tsx';
import { useKiosk } from '../engine/engine-context.ts';

export const Goodbye = (): ReactNode => {
  const { t } = useKiosk();
  return <Frame title={t('goodbye.title')} lede={<p>{t('goodbye.next')}</p>} />;
};
