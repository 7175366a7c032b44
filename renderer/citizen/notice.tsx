import type { ReactNode } from 'react';
import type { NoticeKind, Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { Frame } from '../design/frame.tsx';
import { CheckIcon } from '../design/icons.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { noticeAct } from './notice-acts.ts';
import { Reminder } from './reminder.tsx';

/** About a payment of another day: that nothing was charged now would be taken for that one. */
const OF_EARLIER: readonly NoticeKind[] = ['unknownSlip', 'unknownReceipt'];

/** What happened, what it means for the money, what next: in that order. */
export const Notice = ({ screen }: { readonly screen: Screen & { name: 'notice' } }): ReactNode => {
  const { view, t, language, send } = useKiosk();
  const act = noticeAct(screen.kind, { canRetry: screen.canRetry, canGoBack: view.canGoBack });
  const title =
    screen.kind === 'alreadyPaidHere' && screen.paidAt !== null
      ? t('notice.kind.alreadyPaidHere.happenedAt', { when: formatMoment(screen.paidAt, language) })
      : t(`notice.kind.${screen.kind}.happened`);
  const payable = screen.services.filter(({ unavailable }) => unavailable === null).slice(0, 3);
  const next =
    screen.kind === 'slipQueued' && screen.until !== null
      ? t('notice.kind.slipQueued.nextAt', { when: formatMoment(screen.until, language) })
      : t(`notice.kind.${screen.kind}.next`);
  return (
    <Frame
      title={title}
      canStartOver={act.do !== 'startOver'}
      acts={
        <Button
          main
          say={act.words}
          onPress={() => {
            send({ do: act.do });
          }}
        >
          {t(`notice.${act.words}`)}
        </Button>
      }
    >
      <div className="said">
        {!OF_EARLIER.includes(screen.kind) && (
          <div className="said-money panel">
            <CheckIcon size={56} />
            <p>{t(screen.kind === 'slipQueued' ? 'notice.keptSafely' : 'notice.notCharged')}</p>
          </div>
        )}
        <p>{next}</p>
        <Reminder paper={screen.reminder} />
      </div>
      {payable.length > 0 && (screen.reminder ?? 'none') === 'none' && (
        <section className="meanwhile">
          <h2 className="section-title">{t('notice.meanwhile')}</h2>
          <ul>
            {payable.map((card) => (
              <li key={card.id}>
                <span className="bill-title">{pick(card.title, language)}</span>
                <span className="service-why">{t('services.available')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
};
