import type { ReactNode } from 'react';

/** A reference, plate or payment number: left to right in both languages, never broken. */
export const Reference = ({ children }: { readonly children: string }): ReactNode => (
  <bdi dir="ltr" className="digits">
    {children}
  </bdi>
);
