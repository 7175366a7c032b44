import type { ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import './audio-sign.css';

/** That somebody listens, and how loud; or that nothing can be heard here. */
export const AudioSign = (): ReactNode => {
  const { view, t } = useKiosk();
  const { audio } = view;
  if (audio === undefined || audio.state === 'off') return null;
  return (
    <span className="audio-sign">
      {audio.state === 'on' ? t('audio.on', { volume: audio.volume }) : t('audio.away')}
    </span>
  );
};
