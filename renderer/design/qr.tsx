import qrcode from 'qrcode-generator';
import { useMemo, type ReactNode } from 'react';

const QUIET_ZONE = 4;

/** The dark modules of `text`'s QR as one SVG path, and the side with its quiet zone, in modules. */
export const qrPath = (text: string): { path: string; side: number } => {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let start = 0; start < count; start++) {
      if (!code.isDark(row, start)) continue;
      let end = start;
      while (end < count && code.isDark(row, end)) end++;
      const width = String(end - start);
      path += `M${String(start + QUIET_ZONE)} ${String(row + QUIET_ZONE)}h${width}v1h-${width}z`;
      start = end;
    }
  }
  return { path, side: count + 2 * QUIET_ZONE };
};

export const Qr = ({
  text,
  label,
  size,
}: {
  readonly text: string;
  readonly label: string;
  readonly size: number;
}): ReactNode => {
  const { path, side } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${String(side)} ${String(side)}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
