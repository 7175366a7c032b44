import { memo, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useKiosk } from '../engine/engine-context.ts';
import { AudioSign } from '../pad/audio-sign.tsx';
import { Button } from './button.tsx';
import { DisplayButton } from './display-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { BackIcon } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PageMore } from './page-more.tsx';

/** On the way to paying a bill. */
const STEPS = 4;

interface FrameProps {
  readonly title: string;
  /** 1–4 on the way to paying; absent elsewhere. */
  readonly step?: number;
  /** How many steps this way has, where it is another one. */
  readonly of?: number;
  /** What is being paid for, beside the step. */
  readonly about?: string;
  readonly lede?: ReactNode;
  /** What it costs, at the foot of the head. */
  readonly cost?: ReactNode;
  readonly children?: ReactNode;
  /** A keypad, in the acts' third. */
  readonly pad?: ReactNode;
  /** Letters to type with: over the whole width, above the acts. */
  readonly keyboard?: ReactNode;
  /** What must be known before acting: by the acts in portrait, under the head in landscape. */
  readonly aside?: ReactNode;
  /** The aside comes before the question. */
  readonly asideFirst?: boolean;
  /** Beside Back, away from the main act's place. */
  readonly quietAct?: ReactNode;
  /** Acts beside the main one, in reading order, the main one last. */
  readonly acts?: ReactNode;
  /** Where *back* ends something that only the page knows of; else the engine is asked. */
  readonly onBack?: () => void;
  readonly canStartOver?: boolean;
  /** The heading changes while the screen stays: read it out each time. */
  readonly liveTitle?: boolean;
  readonly ornament?: ReactNode;
  readonly className?: string;
  /** False where a field takes the focus instead of the heading. */
  readonly focusTitle?: boolean;
}

/** The head's controls, and below them the ways back: drawn once for each view, not with every digit. */
const FrameBar = memo(({ onHelp }: { readonly onHelp: () => void }): ReactNode => {
  const { t } = useKiosk();
  return (
    <header className="frame-bar">
      <p className="frame-brand">
        {t('brand')}
        <AudioSign />
      </p>
      <Button say="help" onPress={onHelp}>
        {t('frame.help')}
      </Button>
      <DisplayButton />
      <LanguageSwitch />
    </header>
  );
});

const WaysBack = memo(
  (props: { readonly canStartOver: boolean; readonly onBack?: () => void }): ReactNode => {
    const { view, t, send } = useKiosk();
    return (
      <>
        {(view.canGoBack || props.onBack !== undefined) && (
          <Button
            say="back"
            onPress={
              props.onBack ??
              (() => {
                send({ do: 'back' });
              })
            }
          >
            <BackIcon />
            {t('frame.back')}
          </Button>
        )}
        {props.canStartOver && (
          <Button
            say="startOver"
            onPress={() => {
              send({ do: 'startOver' });
            }}
          >
            {t('frame.startOver')}
          </Button>
        )}
      </>
    );
  },
);

/** The one plan of every screen: head (where am I, what does it cost), question, acts. */
export const Frame = (props: FrameProps): ReactNode => {
  const { view, t } = useKiosk();
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => {
    setHelpOpen(true);
  }, []);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusTitle = props.focusTitle ?? true;

  useEffect(() => {
    if (focusTitle) heading.current?.focus({ preventScroll: true });
  }, [focusTitle]);

  const { text, reach } = view.display;
  const isAdjusted = text !== 'normal' || reach !== 'normal';
  const plan =
    props.keyboard !== undefined
      ? 'has-keyboard'
      : props.pad !== undefined
        ? 'has-pad'
        : props.aside === undefined
          ? ''
          : props.asideFirst === true
            ? 'aside-first'
            : 'has-aside';
  const classes = ['frame', plan, props.className ?? ''].filter((name) => name !== '');
  const aside = props.aside !== undefined && <div className="frame-aside">{props.aside}</div>;
  return (
    <div className={classes.join(' ')}>
      {props.ornament}
      <FrameBar onHelp={openHelp} />
      <main className="frame-main">
        <div
          className="frame-head"
          {...(props.liveTitle === true ? { 'aria-live': 'polite' } : {})}
        >
          {props.step !== undefined && (
            <p className="frame-step">
              {t('frame.step', { step: props.step, of: props.of ?? STEPS })}
              {props.about !== undefined && (
                <>
                  {' · '}
                  <strong>{props.about}</strong>
                </>
              )}
            </p>
          )}
          <h1 className="frame-title" ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          {props.lede !== undefined && <div className="frame-lede">{props.lede}</div>}
          {props.cost !== undefined && <div className="frame-cost">{props.cost}</div>}
        </div>
        {props.asideFirst === true && aside}
        <div className="frame-body">{props.children}</div>
        {props.asideFirst !== true && aside}
        {props.pad !== undefined && <div className="frame-pad">{props.pad}</div>}
        {props.keyboard !== undefined && <div className="frame-pad">{props.keyboard}</div>}
      </main>
      <nav className="frame-acts" aria-label={t('frame.acts')}>
        <div className="act-start">
          <WaysBack
            canStartOver={props.canStartOver ?? false}
            {...(props.onBack === undefined ? {} : { onBack: props.onBack })}
          />
          {props.quietAct}
        </div>
        {isAdjusted && <PageMore />}
        {props.acts}
      </nav>
      {helpOpen && view.idleWarning === null && (
        <HelpDialog
          onClose={() => {
            setHelpOpen(false);
          }}
        />
      )}
    </div>
  );
};
