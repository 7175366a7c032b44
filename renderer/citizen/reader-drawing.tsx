import type { ReactNode } from 'react';
import type { CardPrompt } from '../../contract/view.ts';

type Pose = 'wait' | 'insert' | 'pin' | 'look' | 'inside' | 'take';

const POSE: Record<CardPrompt, Pose> = {
  starting: 'wait',
  presentCard: 'insert',
  enterPin: 'pin',
  wrongPin: 'pin',
  watchReader: 'look',
  cardNotRead: 'insert',
  processing: 'inside',
  takeCard: 'take',
  approvedTakeCard: 'take',
  declinedTakeCard: 'take',
  reversing: 'inside',
};

const KEYS = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));

/** Where the card's upper edge is, in drawing units; the slot is at 312. */
const CARD_TOP: Record<Pose, number | null> = {
  wait: null,
  insert: 354,
  pin: 246,
  look: 246,
  inside: 246,
  take: 340,
};

/** A card reader with its card below: nothing moves, each prompt is another drawing. */
export const ReaderDrawing = ({ prompt }: { readonly prompt: CardPrompt }): ReactNode => {
  const pose = POSE[prompt];
  const top = CARD_TOP[pose];
  const keysMatter = pose === 'pin';
  const screenMatters = pose === 'look';
  return (
    <svg
      className="reader"
      viewBox="0 0 360 500"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      {top !== null && (
        <g strokeWidth="6">
          <rect x="132" y={top} width="96" height="138" rx="12" fill="var(--sand-deep)" />
          <rect
            x="167"
            y={top + 24}
            width="26"
            height="32"
            rx="5"
            fill="var(--ground)"
            strokeWidth="4"
          />
        </g>
      )}
      <g strokeWidth="6">
        <rect x="60" y="8" width="240" height="304" rx="26" fill="var(--ground)" />
        <rect
          x="88"
          y="36"
          width="184"
          height="84"
          rx="10"
          fill={screenMatters ? 'var(--ink)' : 'var(--sand)'}
        />
        {pose === 'pin' && (
          <g fill="currentColor" stroke="none">
            {[0, 1, 2, 3].map((i) => (
              <circle key={i} cx={132 + i * 32} cy="78" r="9" />
            ))}
          </g>
        )}
        {pose === 'inside' && (
          <path d="M150 78h.1M180 78h.1M210 78h.1" strokeWidth="14" strokeLinecap="round" />
        )}
        {KEYS.map(({ row, column }) => (
          <rect
            key={`${String(row)}-${String(column)}`}
            x={92 + column * 62}
            y={142 + row * 46}
            width="52"
            height="34"
            rx="8"
            strokeWidth={keysMatter ? 6 : 3}
            fill={keysMatter ? 'var(--ink)' : 'var(--ground)'}
          />
        ))}
        <path d="M88 296h184" strokeWidth="8" strokeLinecap="round" />
      </g>
      {pose === 'insert' && (
        <g strokeWidth="8" strokeLinecap="round" strokeLinejoin="round">
          <path d="M60 462v-96m-26 28 26-28 26 28" />
          <path d="M318 108c16 26 16 58 0 84M340 90c24 38 24 82 0 120" strokeWidth="6" />
        </g>
      )}
      {pose === 'take' && (
        <path
          d="M60 366v96m-26-28 26 28 26-28"
          strokeWidth="8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
};
