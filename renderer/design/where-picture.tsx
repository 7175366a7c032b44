import type { ReactNode } from 'react';
import './where-picture.css';

interface Drawing {
  /** What stands around the number; on a field of 320 × 180. */
  readonly around: ReactNode;
  /** Where the number stands on it: its middle, and its height. */
  readonly at: { readonly x: number; readonly y: number; readonly size: number };
}

const LINES = 'M32 84h256M32 108h256M32 132h180';

const DRAWINGS: Readonly<Record<string, Drawing>> = {
  bill: {
    around: (
      <>
        <path className="sheet" d="M8 4h304v172H8Z" />
        <path className="print" d={LINES} />
        <path className="print" d="M32 34h60M32 52h40" />
      </>
    ),
    at: { x: 216, y: 42, size: 30 },
  },
  idCard: {
    around: (
      <>
        <rect className="sheet" x="24" y="4" width="272" height="172" rx="14" />
        <rect className="print" x="44" y="52" width="68" height="84" rx="6" />
        <circle className="print" cx="78" cy="82" r="14" />
        <path
          className="print"
          d="M56 128c2-16 11-22 22-22s20 6 22 22M132 32h140M132 100h140M132 122h90"
        />
      </>
    ),
    at: { x: 204, y: 66, size: 28 },
  },
  plate: {
    around: <rect className="sheet" x="8" y="40" width="304" height="100" rx="12" />,
    at: { x: 160, y: 90, size: 58 },
  },
  notice: {
    around: (
      <>
        <path className="sheet" d="M40 4h200l40 40v132H40Z" />
        <path className="print" d="M240 4v40h40M60 106h196M60 128h196M60 150h120" />
      </>
    ),
    at: { x: 158, y: 74, size: 26 },
  },
  certificate: {
    around: (
      <>
        <path className="sheet" d="M24 4h272v172H24Z" />
        <path className="print" d="M36 16h248v148H36ZM110 38h100M90 118h140M90 138h140" />
      </>
    ),
    at: { x: 160, y: 80, size: 30 },
  },
  postBox: {
    around: (
      <>
        <path className="sheet" d="M8 4h304v172H8Z" />
        <path className="print" d="M8 62h304M8 120h304M84 4v172M236 4v172" />
      </>
    ),
    at: { x: 160, y: 91, size: 34 },
  },
};

export const WHERE_PICTURES: readonly string[] = /* @__PURE__ */ Object.keys(DRAWINGS);

export const hasWherePicture = (picture: string | undefined): boolean =>
  picture !== undefined && Object.hasOwn(DRAWINGS, picture);

/** Where on the paper or card the number stands, with the example in its place. Nothing for a name it does not know. */
export const WherePicture = ({
  picture,
  example,
}: {
  readonly picture: string | undefined;
  readonly example: string;
}): ReactNode => {
  const drawing = picture !== undefined && hasWherePicture(picture) ? DRAWINGS[picture] : undefined;
  if (drawing === undefined) return null;
  const { x, y, size } = drawing.at;
  const width = example.length * size * 0.64 + size * 0.7;
  return (
    <svg className="where" viewBox="0 0 320 180" aria-hidden="true" direction="ltr">
      {drawing.around}
      <rect
        className="number"
        x={x - width / 2}
        y={y - size * 0.75}
        width={width}
        height={size * 1.5}
        rx="6"
      />
      <text x={x} y={y + size * 0.36} fontSize={size} textAnchor="middle">
        {example}
      </text>
    </svg>
  );
};
