import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

/** A few values of which one holds. */
export const Choices = <T extends string | number | null>(props: {
  readonly title: string;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}): ReactNode => (
  <section className="staff-choices">
    <h2>{props.title}</h2>
    <div>
      {props.options.map(({ value, name }) => (
        <Button
          key={name}
          className={value === props.chosen ? 'button staff-choice chosen' : 'button staff-choice'}
          aria-pressed={value === props.chosen}
          onPress={() => {
            props.onChoose(value);
          }}
        >
          <bdi>{name}</bdi>
        </Button>
      ))}
    </div>
  </section>
);
