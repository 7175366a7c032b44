import type { ReactNode } from 'react';
import type { Fils } from '../../../contract/money.ts';
import { Amount, Cost } from '../../design/amount.tsx';
import { Button } from '../../design/button.tsx';
import { DisplayButton } from '../../design/display-dialog.tsx';
import { FlagEdge } from '../../design/flag-edge.tsx';
import { Frame } from '../../design/frame.tsx';
import * as icons from '../../design/icons.tsx';
import { OnScreenKeyboard } from '../../design/keyboard.tsx';
import { Keypad } from '../../design/keypad.tsx';
import { LanguageSwitch } from '../../design/language-switch.tsx';
import { Note } from '../../design/note.tsx';
import { PageMore } from '../../design/page-more.tsx';
import { Qr } from '../../design/qr.tsx';
import { Reference } from '../../design/reference.tsx';
import { ScrollList } from '../../design/scroll-list.tsx';
import { SERVICE_PICTURES, ServiceIcon } from '../../design/service-icon.tsx';
import { WHERE_PICTURES, WherePicture } from '../../design/where-picture.tsx';
import { useKiosk } from '../../engine/engine-context.ts';

const nothing = (): void => undefined;
const fils = (value: number): Fils => value as Fils;
const COLOURS = ['ground', 'ink', 'sand', 'sand-deep', 'sand-line', 'sand-ink', 'act', 'flag'];
const SIZES = ['small', 'body', 'lead', 'strong', 'title'];

/** A component by the name that it is exported under. */
const Sample = ({
  of,
  children,
}: {
  readonly of: string;
  readonly children: ReactNode;
}): ReactNode => (
  <div className="sample" data-component={of}>
    <p className="sample-name" lang="en" dir="ltr">
      {of}
    </p>
    <div className="sample-row">{children}</div>
  </div>
);

const Icons = (): ReactNode => (
  <div className="sample-row">
    {Object.entries(icons)
      .filter(([name]) => name.endsWith('Icon'))
      .map(([name, value]) => {
        const Icon = value as (props: icons.IconProps) => ReactNode;
        return (
          <span key={name} className="sample-icon" data-component={name}>
            <Icon size={48} />
            <span lang="en" dir="ltr">
              {name}
            </span>
          </span>
        );
      })}
  </div>
);

const Tokens = (): ReactNode => (
  <>
    <div className="sample-row">
      {COLOURS.map((name) => (
        <span key={name} className="sample-icon" lang="en" dir="ltr">
          <span className="sample-colour" style={{ background: `var(--${name})` }} />
          {name}
        </span>
      ))}
    </div>
    {SIZES.map((name) => (
      <p key={name} style={{ fontSize: `var(--${name})` }}>
        {'12.500 أبجد Abc'}
      </p>
    ))}
  </>
);

/** Every component with the kiosk's own words, as its state needs them. */
export const Samples = (): ReactNode => {
  const { t, language } = useKiosk();
  return (
    <>
      <Tokens />
      <Sample of="Button">
        <Button onPress={nothing}>{t('frame.back')}</Button>
        <Button onPress={nothing} disabled>
          {t('frame.startOver')}
        </Button>
        <Button main onPress={nothing}>
          {t('bills.continue')}
        </Button>
        <Button main disabled onPress={nothing}>
          {t('bills.continue')}
        </Button>
      </Sample>
      <Sample of="LanguageSwitch">
        <LanguageSwitch />
      </Sample>
      <Sample of="DisplayButton">
        <DisplayButton />
      </Sample>
      <Icons />
      <Sample of="ServiceIcon">
        {[...SERVICE_PICTURES, 'unknown'].map((icon) => (
          <ServiceIcon key={icon} icon={icon} size={72} />
        ))}
      </Sample>
      <Sample of="Amount">
        <Amount fils={fils(32_569)} language={language} />
        <Amount fils={fils(1_250_000)} language={language} size="medium" />
      </Sample>
      <Sample of="Cost">
        <Cost label={t('bills.total')} fils={fils(12_500)} language={language} />
      </Sample>
      <Sample of="Reference">
        <Reference>***456/******123</Reference>
      </Sample>
      <Sample of="Note">
        <Note icon={<icons.NoteIcon />}>{t('confirm.paper')}</Note>
        <Note icon={<icons.LinkDownIcon />} strong>
          {t('confirm.willQueue')}
        </Note>
      </Sample>
      <Sample of="Qr">
        <Qr text="https://pay.example/r/0" label={t('outcome.receipt.qr')} size={240} />
      </Sample>
      <Sample of="ScrollList">
        <div className="sample-scroll">
          <ScrollList label={t('bills.list')} more={t('frame.more')}>
            {[1, 2, 3, 11, 20, 100].map((count) => (
              <p key={count} className="note">
                {t('bills.found', { count })}
              </p>
            ))}
          </ScrollList>
        </div>
      </Sample>
      <Sample of="PageMore">
        <div className="kiosk sample-scroll sample-page">
          <div className="frame">
            {[1, 2, 3, 11, 20, 100].map((count) => (
              <p key={count} className="note">
                {t('bills.found', { count })}
              </p>
            ))}
            <PageMore />
          </div>
        </div>
      </Sample>
      <Sample of="FlagEdge">
        <div className="sample-flag">
          <FlagEdge width={160} depth={60} />
        </div>
      </Sample>
      <Sample of="WherePicture">
        {WHERE_PICTURES.map((picture) => (
          <WherePicture key={picture} picture={picture} example="123456789" />
        ))}
      </Sample>
      <Sample of="Keypad">
        <Keypad
          label={t('reference.keypad')}
          clearText={t('reference.clear')}
          deleteText={t('reference.delete')}
          onDigit={nothing}
          onDelete={nothing}
          onClear={nothing}
        />
      </Sample>
      <Sample of="OnScreenKeyboard">
        <OnScreenKeyboard label={t('keyboard.label')} onKey={nothing} onDelete={nothing} />
      </Sample>
      <Sample of="Frame">
        <Frame
          step={2}
          title={t('bills.title')}
          lede={<p>{t('bills.found', { count: 3 })}</p>}
          cost={<Cost label={t('bills.total')} fils={fils(12_500)} language={language} />}
          canStartOver
          focusTitle={false}
          acts={
            <Button main onPress={nothing}>
              {t('bills.continue')}
            </Button>
          }
        />
      </Sample>
    </>
  );
};
