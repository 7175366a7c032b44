import type { ReactNode } from 'react';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { Frame } from '../design/frame.tsx';
import { CheckIcon } from '../design/icons.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { noticeAct } from './notice-acts.ts';

/** What happened, what it means for the money, what next: in that order. */
export const Notice = ({ screen }: { readonly screen: Screen & { name: 'notice' } }): ReactNode => {
  const { view, t, language, send } = useKiosk();
  const act = noticeAct(screen.kind, { canRetry: screen.canRetry, canGoBack: view.canGoBack });
  const title =
    screen.kind === 'alreadyPaidHere' && screen.paidAt !== null
      ? t('notice.kind.alreadyPaidHere.happenedAt', { when: formatMoment(screen.paidAt, language) })
      : t(`notice.kind.${screen.kind}.happened`);
  return (
    <Frame
      title={title}
      canStartOver={act.do !== 'startOver'}
      acts={
        <Button
          main
          onPress={() => {
            send({ do: act.do });
          }}
        >
          {t(`notice.${act.words}`)}
        </Button>
      }
    >
      <div className="said">
        <div className="said-money panel">
          <CheckIcon size={56} />
          <p>{t(screen.kind === 'slipQueued' ? 'notice.keptSafely' : 'notice.notCharged')}</p>
        </div>
        <p>{t(`notice.kind.${screen.kind}.next`)}</p>
      </div>
      {screen.services.length > 0 && (
        <section className="meanwhile">
          <h2 className="section-title">{t('notice.meanwhile')}</h2>
          <ul>
            {screen.services.map((card) => (
              <li key={card.id}>
                <span className="bill-title">{pick(card.title, language)}</span>
                <span className="service-why">
                  {card.unavailable === null
                    ? t('services.available')
                    : t(`services.unavailable.${card.unavailable}`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
};
