import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { Qr } from '../design/qr.tsx';
import { Reference } from '../design/reference.tsx';
import { ScrollList } from '../design/scroll-list.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import './sign-in.css';

const QR_PX = 440;

const NothingYet = ({
  title,
  next,
}: {
  readonly title: string;
  readonly next: string;
}): ReactNode => (
  <Frame title={title} canStartOver>
    <div className="said">
      <p>{next}</p>
    </div>
  </Frame>
);

export const FindingDues = (): ReactNode => {
  const { t } = useKiosk();
  return <NothingYet title={t('searching.title')} next={t('searching.next')} />;
};

/** The code for the phone; no password is ever typed here. */
export const SignIn = ({ screen }: { readonly screen: Screen & { name: 'signIn' } }): ReactNode => {
  const { t } = useKiosk();
  const { code } = screen;
  if (code === null) return <NothingYet title={t('signIn.asking')} next={t('signIn.askingNext')} />;
  return (
    <Frame title={t('signIn.title')} canStartOver lede={<p>{t('signIn.how')}</p>}>
      <ScrollList label={t('signIn.title')} more={t('frame.more')}>
        <div className="sign-in">
          <Qr text={code.url} label={t('signIn.qr')} size={QR_PX} />
          <div className="sign-in-code">
            <p>
              {t('signIn.orType')} <Reference>{code.page.replace(/^https?:\/\//u, '')}</Reference>{' '}
              {t('signIn.code')}
            </p>
            <p className="sign-in-text">
              <Reference>{code.text}</Reference>
            </p>
            <p role="status">{t('signIn.holds', { count: code.minutes })}</p>
          </div>
          <div className="said">
            <p className="said-money">{t('signIn.only')}</p>
            <p>{t('signIn.next')}</p>
          </div>
        </div>
      </ScrollList>
    </Frame>
  );
};

/** Nothing of theirs is shown before the person says that this is them. */
export const SignedIn = ({
  screen,
}: {
  readonly screen: Screen & { name: 'signedIn' };
}): ReactNode => {
  const { t, language, send } = useKiosk();
  return (
    <Frame
      title={t('signedIn.title')}
      acts={
        <>
          <Button
            say="notMe"
            onPress={() => {
              send({ do: 'startOver' });
            }}
          >
            {t('signedIn.no')}
          </Button>
          <Button
            main
            say="thatIsMe"
            onPress={() => {
              send({ do: 'thatIsMe' });
            }}
          >
            {t('signedIn.yes')}
          </Button>
        </>
      }
    >
      <p className="sign-in-name">
        <bdi>{pick(screen.maskedName, language)}</bdi>
      </p>
      <div className="said">
        <p>{t('signedIn.hidden')}</p>
        <p>{t('signedIn.next')}</p>
      </div>
    </Frame>
  );
};
