import type { ReactNode } from 'react';

/** Pairs of a name and a value; values that are no words of the language stand left to right. */
export const Facts = (props: {
  readonly rows: readonly {
    readonly name: string;
    readonly value: ReactNode;
    readonly code?: boolean;
  }[];
}): ReactNode => (
  <dl className="staff-facts">
    {props.rows.map(({ name, value, code }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{code === true ? <bdi dir="ltr">{value}</bdi> : value}</dd>
      </div>
    ))}
  </dl>
);
