import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Frame } from '../../design/frame.tsx';
import { ScrollList } from '../../design/scroll-list.tsx';
import { ServiceIcon } from '../../design/service-icon.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { pick } from '../../i18n.ts';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

const Card = (props: {
  readonly say: string;
  readonly icon: string;
  readonly title: string;
  readonly help?: string;
  readonly onPress: () => void;
}): ReactNode => (
  <AriaButton className="service" data-say={props.say} onPress={props.onPress}>
    <ServiceIcon icon={props.icon} />
    <span>
      <span className="service-title">{props.title}</span>
      {props.help !== undefined && <span className="service-ministry">{props.help}</span>}
    </span>
  </AriaButton>
);

export const Choose = (): ReactNode => {
  const { t } = useKiosk();
  const wish = useWish();
  return (
    <Frame step={1} of={STEPS} title={t('tawasul.choose.title')} canStartOver>
      <ul className="cards">
        {(['complaint', 'suggestion'] as const).map((kind) => (
          <li key={kind}>
            <Card
              say={kind}
              icon={kind === 'complaint' ? 'letter' : 'idea'}
              title={t(`tawasul.choose.${kind}`)}
              help={t(`tawasul.choose.${kind}Help`)}
              onPress={() => {
                wish({ act: 'write', kind });
              }}
            />
          </li>
        ))}
        <li>
          <Card
            say="follow"
            icon="find"
            title={t('tawasul.choose.follow')}
            help={t('tawasul.choose.followHelp')}
            onPress={() => {
              wish({ act: 'follow' });
            }}
          />
        </li>
      </ul>
    </Frame>
  );
};

export const ChooseMinistry = ({ step }: { readonly step: StepOf<'ministry'> }): ReactNode => {
  const { t, language } = useKiosk();
  const wish = useWish();
  return (
    <Frame step={2} of={STEPS} title={t('tawasul.ministry')} canStartOver className="ministries">
      <ScrollList label={t('tawasul.ministry')} more={t('frame.more')}>
        <ul className="cards">
          {step.ministries.map(({ id, name }) => (
            <li key={id}>
              <AriaButton
                className="service ministry"
                data-say={`ministry:${id}`}
                onPress={() => {
                  wish({ act: 'ministry', ministryId: id });
                }}
              >
                <span className="bill-title">{pick(name, language)}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
      </ScrollList>
    </Frame>
  );
};
