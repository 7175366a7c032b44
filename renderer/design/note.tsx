import type { ReactNode } from 'react';

/** A sentence that changes what a person decides. `strong` for what must not be missed. */
export const Note = (props: {
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly strong?: boolean;
  readonly role?: 'alert' | 'status';
}): ReactNode => (
  <div
    className={props.strong === true ? 'note strong' : 'note'}
    {...(props.role === undefined ? {} : { role: props.role })}
  >
    {props.icon}
    <p>{props.children}</p>
  </div>
);
