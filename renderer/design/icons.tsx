import type { ReactNode } from 'react';

export interface IconProps {
  readonly size?: number;
}

export const line = (size: number, children: ReactNode, className?: string): ReactNode => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    {...(className === undefined ? {} : { className })}
  >
    {children}
  </svg>
);

/** Points against the reading direction, so it mirrors. */
export const BackIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="M20 12H5m6-7-7 7 7 7" />, 'mirrors');

export const NextIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="m9 5 7 7-7 7" />, 'mirrors');

export const CheckIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="m4.5 12.5 5 5 10-11" />);

export const NoteIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 7v6m0 4v.01" />
    </>,
  );

export const ClockIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 6.5V12l3.5 2.5" />
    </>,
  );

export const DeleteIcon = ({ size = 48 }: IconProps): ReactNode =>
  line(size, <path d="M9 5h12v14H9l-6-7 6-7Zm3.5 4.5 5 5m0-5-5 5" />);

export const DownIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="M12 4v15m-7-6 7 7 7-7" />);

export const PaperIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="M5 3h14v18l-2.3-1.6L14.3 21 12 19.4 9.7 21l-2.4-1.6L5 21V3Zm4 5h6m-6 4h6" />);

export const LinkDownIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="M3 9.5a14 14 0 0 1 18 0M6.5 13.5a8.5 8.5 0 0 1 11 0M12 18v.01M4 3l16 18" />);

export const CardIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(size, <path d="M3 5.5h18v13H3v-13Zm0 4.5h18M6.5 15h4" />);

export const SearchIcon = ({ size = 40 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <circle cx="10.5" cy="10.5" r="7" />
      <path d="m15.8 15.8 5.7 5.7" />
    </>,
  );

/** The figure that stands for ease of use everywhere. */
export const EaseIcon = ({ size = 44 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <circle cx="12" cy="12" r="10" />
      <circle cx="12" cy="6.8" r=".6" fill="currentColor" />
      <path d="M6.5 10c3.5 1 7.5 1 11 0M12 11v3.2l-2.2 4.6M12 14.2l2.2 4.6" />
    </>,
  );
