import type { ReactNode } from 'react';
import type { NetworkStage } from '../../contract/technician-network.ts';
import { CheckIcon, ClockIcon, NoteIcon } from '../design/icons.tsx';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

const ICONS = { waiting: null, running: <ClockIcon />, good: <CheckIcon />, bad: <NoteIcon /> };

const Stage = ({ stage }: { readonly stage: NetworkStage }): ReactNode => {
  const words = useWords().network;
  const { state, code, detail } = stage;
  const advice = code === null || code === 'fine' ? '' : words.code[code];
  return (
    <li className={`staff-stage ${state}`}>
      <span className="staff-stage-icon">{ICONS[state]}</span>
      <div>
        <p>
          <strong>{words.stage[stage.stage]}</strong> {words.state[state]}
        </p>
        {advice !== '' && <p>{advice}</p>}
        {detail !== null && (
          <p>
            <bdi dir="ltr" className="staff-detail">
              {detail}
            </bdi>
          </p>
        )}
      </div>
    </li>
  );
};

/** The way to the gateway, step by step, with what to do where it ends. */
export const NetworkStages = (): ReactNode => {
  const { view } = useStaffSession();
  return (
    <ol className="staff-stages" aria-live="polite">
      {view.network?.map((stage) => (
        <Stage key={stage.stage} stage={stage} />
      ))}
    </ol>
  );
};
