import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components';

/** Within the page: the router of `App` follows it. */
export const Link = ({
  to,
  children,
  className = 'link',
  current = false,
}: {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
}): ReactNode => (
  <AriaLink
    href={to}
    className={className}
    {...(current ? { 'aria-current': 'page' as const } : {})}
  >
    {children}
  </AriaLink>
);
