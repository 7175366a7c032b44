import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Screen } from '../../contract/view.ts';
import { ServiceIcon } from '../design/service-icon.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { useWish } from './tawasul/use-tawasul.ts';
import './other-ways.css';

const Tile = (props: {
  readonly say: string;
  readonly icon: string;
  readonly title: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}): ReactNode => (
  <AriaButton
    className="service"
    data-say={props.say}
    isDisabled={props.disabled ?? false}
    onPress={props.onPress}
  >
    <ServiceIcon icon={props.icon} />
    <span className="service-title">{props.title}</span>
  </AriaButton>
);

/** What else can be done here, below the services: all dues with eKey, a receipt found, a ministry written to. */
export const OtherWays = ({
  screen,
}: {
  readonly screen: Screen & { name: 'services' };
}): ReactNode => {
  const { t, send } = useKiosk();
  const wish = useWish();
  return (
    <div className="other-ways">
      {screen.signIn !== undefined && (
        <Tile
          say="signIn"
          icon="idCard"
          title={t('services.signIn')}
          disabled={screen.signIn === 'notNow'}
          onPress={() => {
            send({ do: 'signIn' });
          }}
        />
      )}
      <Tile
        say="findReceipt"
        icon="find"
        title={t('askReceipt.open')}
        onPress={() => {
          send({ do: 'askReceipt' });
        }}
      />
      {screen.tawasul === true && (
        <Tile
          say="tawasul"
          icon="letter"
          title={t('tawasul.tile')}
          onPress={() => {
            wish({ act: 'open' });
          }}
        />
      )}
    </div>
  );
};
