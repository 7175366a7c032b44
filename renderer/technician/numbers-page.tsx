import { useState, type ReactNode } from 'react';
import type { PaymentId } from '../../contract/ids.ts';
import { formatFils, type Fils } from '../../contract/money.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, CheckIcon } from '../design/icons.tsx';
import { formatMoment } from '../design/dates.ts';
import { Note } from '../design/note.tsx';
import { Facts } from './facts.tsx';
import { PaymentRows } from './payment-rows.tsx';
import { PaymentStory } from './payment-story.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

/** What the kiosk still answers for, and each payment of it. */
export const NumbersPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, act, language } = useStaffSession();
  const all = useWords();
  const words = all.numbers;
  const [chosen, setChosen] = useState<PaymentId | null>(null);
  const { numbers } = view;
  if (numbers === null) return null;

  const look = (id: PaymentId | null): void => {
    setChosen(id);
    act({ do: 'lookAt', paymentId: id });
  };
  if (chosen !== null && numbers.looked?.payment.paymentId === chosen)
    return (
      <StaffFrame
        key={chosen}
        title={words.state[numbers.looked.payment.state]}
        who={props.who}
        onLanguage={props.onLanguage}
        acts={
          <Button
            onPress={() => {
              look(null);
            }}
          >
            <BackIcon />
            {words.back}
          </Button>
        }
      >
        <PaymentStory key={chosen} looked={numbers.looked} />
      </StaffFrame>
    );
  return (
    <StaffFrame
      key="numbers"
      title={words.title}
      lede={words.lede}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <Button onPress={props.onBack}>
          <BackIcon />
          {all.device.back}
        </Button>
      }
    >
      <Facts
        rows={[
          { name: words.waiting, value: formatFils(numbers.fils as Fils, language) },
          { name: words.payments, value: numbers.payments },
          ...(numbers.oldestAt === null
            ? []
            : [{ name: words.oldest, value: formatMoment(numbers.oldestAt, language) }]),
          {
            name: words.used,
            value: (
              <>
                <bdi dir="ltr">{numbers.usedPercent} %</bdi> · {words.cap[numbers.nearestCap]}
              </>
            ),
          },
        ]}
      />
      {numbers.open.length === 0 ? (
        <Note icon={<CheckIcon />}>{words.none}</Note>
      ) : (
        <section aria-label={words.list}>
          <PaymentRows payments={numbers.open} onLook={look} />
        </section>
      )}
    </StaffFrame>
  );
};
