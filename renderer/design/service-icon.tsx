import type { ReactNode } from 'react';
import { line } from './icons.tsx';

const CAR = 'M3 16.5v-3.6l2.2-1L8 7h8l2.8 4.9 2.2 1v3.6h-2M9.2 16.5h5.6M5.2 16.5H3M5.5 12h13';
const WHEELS = (
  <>
    <circle cx="7.2" cy="16.8" r="2" />
    <circle cx="16.8" cy="16.8" r="2" />
  </>
);

/** The catalogue names a service's picture; a name that this release does not know is a public building. */
const PICTURES: Readonly<Record<string, ReactNode>> = {
  letter: <path d="M3 5.5h18v13H3v-13Zm0 1 9 6.5 9-6.5" />,
  idea: (
    <path d="M9 18.5h6M10 21.5h4M8.8 15.5c0-1.6-2.8-3-2.8-6.3a6 6 0 0 1 12 0c0 3.3-2.8 4.7-2.8 6.300H8.800Z" />
  ),
  find: (
    <>
      <path d="M14 20.500H5v-17h11v5M8 7.500h5M8 11.500h3" />
      <circle cx="15.5" cy="14.5" r="4" />
      <path d="m18.5 17.5 3 3" />
    </>
  ),
  electricity: (
    <>
      <path d="M8.5 2.5 3.5 12H8l-1.5 7.5 6-10H8.2l3.3-7" />
      <path d="M17.5 10.5c2.2 2.8 3.5 4.6 3.5 6.8a3.5 3.5 0 0 1-7 0c0-2.2 1.3-4 3.5-6.8Z" />
    </>
  ),
  traffic: (
    <>
      <path d="M3 17v-4.5l2-5.5h14l2 5.5V17H3Zm.5-4.5h17" />
      <path d="M5 17v2.5h2.5V17m9 0v2.5H19V17M6.5 14.8h1.5m8 0h1.5" />
    </>
  ),
  vehicle: (
    <>
      <path d={CAR} />
      {WHEELS}
    </>
  ),
  vehicleNew: (
    <>
      <path d={CAR} />
      {WHEELS}
      <path d="M20 1.8v5M17.5 4.3h5" />
    </>
  ),
  driving: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <circle cx="12" cy="12" r="2.6" />
      <path d="M12 14.6v6.9M9.5 11.2 3.2 8.6M14.5 11.2l6.3-2.6" />
    </>
  ),
  idCard: (
    <>
      <path d="M2.5 5h19v14h-19V5ZM14 9.5h4.5M14 12.5h4.5M14 15.5h2.5" />
      <circle cx="8" cy="10" r="2" />
      <path d="M4.8 16c.5-1.9 1.7-2.8 3.2-2.8s2.7.9 3.2 2.8" />
    </>
  ),
  commerce: (
    <path d="M4 12v8.5h16V12M3 9.8 4.6 3.5h14.8L21 9.8a2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0 2.25 2.25 0 0 1-4.5 0Zm0 0h18M10 20.5V15h4v5.5" />
  ),
  giving: (
    <>
      <path d="M12 10.5C9.6 8.6 8.2 7.2 8.2 5.4a2.1 2.1 0 0 1 3.8-1.2 2.1 2.1 0 0 1 3.8 1.2c0 1.8-1.4 3.2-3.8 5.1Z" />
      <path d="M3 13.5h3.2c2 0 2.8 1.5 4.3 1.5h2.7a1.6 1.6 0 0 1 0 3.2H9.5M14.5 17l4.6-2.2c1.5-.6 2.6 1 1.5 2L16 20.8H6.5L3 19.5" />
    </>
  ),
  university: (
    <path d="m12 4 10.5 5L12 14 1.5 9 12 4ZM6 11.3v5.4c0 1.5 2.7 2.8 6 2.8s6-1.3 6-2.8v-5.4M22.5 9v6.5" />
  ),
  education: (
    <path d="M12 6.5c-2-1.5-5-2-9-2V18c4 0 7 .5 9 2 2-1.5 5-2 9-2V4.5c-4 0-7 .5-9 2Zm0 0V20M6 8.7c1.2.1 2.3.3 3.2.6M6 12.2c1.2.1 2.3.3 3.2.6M18 8.7c-1.2.1-2.3.3-3.2.6M18 12.2c-1.2.1-2.3.3-3.2.6" />
  ),
  justice: (
    <path d="M12 3v17.5M7 20.5h10M4 6.5h16M5 6.5 2.2 13a2.9 2.9 0 0 0 5.6 0L5 6.5Zm14 0L16.2 13a2.9 2.9 0 0 0 5.6 0L19 6.5Z" />
  ),
  post: <path d="M2.5 5.5h19v13.5h-19V5.5Zm0 .7 9.5 7.6 9.5-7.6" />,
  civilService: <path d="M3 8h18v12H3V8Zm5.5 0V4.5h7V8M3 12.7c5.5 2.5 12.5 2.5 18 0M12 13.2V16" />,
  medical: (
    <path d="M12 21C6.5 17.2 3 13.7 3 9.3A4.8 4.8 0 0 1 12 7a4.8 4.8 0 0 1 9 2.3c0 4.4-3.5 7.9-9 11.7Zm0-11.2v5.6m-2.8-2.8h5.6" />
  ),
  certificate: (
    <>
      <path d="M4.5 2.5h15v14h-5M9.5 16.5h-5v-14M8 7h8M8 10.5h8" />
      <circle cx="12" cy="16" r="2.5" />
      <path d="m10.4 18-.9 4 2.5-1.4 2.5 1.4-.9-4" />
    </>
  ),
};
/** Every name that has a picture of its own. */
export const SERVICE_PICTURES: readonly string[] = /* @__PURE__ */ Object.keys(PICTURES);
const BUILDING = (
  <path d="M3 21h18M4.5 9.5h15L12 3.5l-7.5 6Zm1.5 0V18m4-8.5V18m4-8.5V18m4-8.5V18M4.5 18h15" />
);

export const ServiceIcon = ({
  icon,
  size = 96,
}: {
  readonly icon: string;
  readonly size?: number;
}): ReactNode => line(size, Object.hasOwn(PICTURES, icon) ? PICTURES[icon] : BUILDING);
