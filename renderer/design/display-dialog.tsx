import { useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { Display } from '../../contract/view.ts';
import { useHeardWhileOpen } from '../pad/use-heard.ts';
import { useKiosk } from '../engine/engine-context.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { CheckIcon, EaseIcon } from './icons.tsx';

const Choice = (props: {
  readonly say: string;
  readonly chosen: boolean;
  readonly title: string;
  readonly help: string;
  readonly onChange: (chosen: boolean) => void;
}): ReactNode => (
  <ToggleButton
    className="display-choice"
    data-say={props.say}
    isSelected={props.chosen}
    onChange={props.onChange}
  >
    <span className="bill-tick">
      <CheckIcon size={44} />
    </span>
    <span>
      <span className="display-title">{props.title}</span>
      <span className="display-help">{props.help}</span>
    </span>
  </ToggleButton>
);

const DisplayDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { view, t, send } = useKiosk();
  useHeardWhileOpen('display');
  const { contrast, text, reach } = view.display;
  const adjust = (display: Partial<Display>): void => {
    send({ do: 'adjust', display });
  };
  return (
    <Dialog
      title={t('display.title')}
      onDismiss={onClose}
      acts={
        <Button main say="close" onPress={onClose}>
          {t('display.done')}
        </Button>
      }
    >
      <div className="display-choices">
        <Choice
          say="text"
          chosen={text === 'large'}
          title={t('display.text')}
          help={t('display.textHelp')}
          onChange={(chosen) => {
            adjust({ text: chosen ? 'large' : 'normal' });
          }}
        />
        <Choice
          say="contrast"
          chosen={contrast === 'high'}
          title={t('display.contrast')}
          help={t('display.contrastHelp')}
          onChange={(chosen) => {
            adjust({ contrast: chosen ? 'high' : 'normal' });
          }}
        />
        {view.seatedReach < 1 && (
          <Choice
            say="seated"
            chosen={reach === 'seated'}
            title={t('display.seated')}
            help={t('display.seatedHelp')}
            onChange={(chosen) => {
              adjust({ reach: chosen ? 'seated' : 'normal' });
            }}
          />
        )}
      </div>
    </Dialog>
  );
};

/** Opens what a person may change about the screen; it holds for their visit. */
export const DisplayButton = (): ReactNode => {
  const { view, t } = useKiosk();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        say="display"
        label={t('display.open')}
        className="ease"
        onPress={() => {
          setOpen(true);
        }}
      >
        <EaseIcon />
      </Button>
      {open && view.idleWarning === null && (
        <DisplayDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
};
