import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** The one main act of a screen, the only red control. */
  readonly main?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly lang?: string;
  readonly className?: string;
  readonly autoFocus?: boolean;
  /** What this control is to whoever hears the screen: a name of `contract/audio.ts`, `:` and what it stands for. */
  readonly say?: string;
}

export const Button = (props: ButtonProps): ReactNode => (
  <AriaButton
    className={['button', props.main === true ? 'main' : '', props.className ?? '']
      .join(' ')
      .trim()}
    onPress={props.onPress}
    isDisabled={props.disabled ?? false}
    autoFocus={props.autoFocus ?? false}
    {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    data-say={props.say}
    {...(props.lang === undefined ? {} : { lang: props.lang })}
  >
    {props.children}
  </AriaButton>
);
