import type { ReactNode } from 'react';
import type { Service } from '../../contract/catalogue.ts';

interface IconProps {
  readonly size?: number;
}

const line = (size: number, children: ReactNode, className?: string): ReactNode => (
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

const ElectricityIcon = ({ size = 96 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <path d="M8.5 2.5 3.5 12H8l-1.5 7.5 6-10H8.2l3.3-7" />
      <path d="M17.5 10.5c2.2 2.8 3.5 4.6 3.5 6.8a3.5 3.5 0 0 1-7 0c0-2.2 1.3-4 3.5-6.8Z" />
    </>,
  );

const TrafficIcon = ({ size = 96 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <path d="M3 17v-4.5l2-5.5h14l2 5.5V17H3Zm.5-4.5h17" />
      <path d="M5 17v2.5h2.5V17m9 0v2.5H19V17M6.5 14.8h1.5m8 0h1.5" />
    </>,
  );

const GenericIcon = ({ size = 96 }: IconProps): ReactNode =>
  line(
    size,
    <path d="M3 21h18M4.5 9.5h15L12 3.5l-7.5 6Zm1.5 0V18m4-8.5V18m4-8.5V18m4-8.5V18M4.5 18h15" />,
  );

const GivingIcon = ({ size = 96 }: IconProps): ReactNode =>
  line(
    size,
    <>
      <path d="M12 10.5C9.6 8.6 8.2 7.2 8.2 5.4a2.1 2.1 0 0 1 3.8-1.2 2.1 2.1 0 0 1 3.8 1.2c0 1.8-1.4 3.2-3.8 5.1Z" />
      <path d="M3 13.5h3.2c2 0 2.8 1.5 4.3 1.5h2.7a1.6 1.6 0 0 1 0 3.2H9.5M14.5 17l4.6-2.2c1.5-.6 2.6 1 1.5 2L16 20.8H6.5L3 19.5" />
    </>,
  );

export const ServiceIcon = ({
  icon,
  size = 96,
}: {
  readonly icon: Service['icon'];
  readonly size?: number;
}): ReactNode => {
  const icons = {
    electricity: ElectricityIcon,
    traffic: TrafficIcon,
    giving: GivingIcon,
    generic: GenericIcon,
  };
  const Icon = icons[icon];
  return <Icon size={size} />;
};
