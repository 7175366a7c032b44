import { useState, type ReactNode } from 'react';
import type { PaymentId } from '../../contract/ids.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { Choices } from './choices.tsx';
import { PaymentRows } from './payment-rows.tsx';
import { PaymentStory } from './payment-story.tsx';
import { StaffActs } from './staff-acts.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

/** Payments by number or day, each with its story, and what the staff did. */
export const JournalPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, act } = useStaffSession();
  const all = useWords();
  const words = all.journal;
  const [typing, setTyping] = useState<string | null>(null);
  const [chosen, setChosen] = useState<PaymentId | null>(null);
  const { journal, numbers } = view;
  if (journal === null) return null;
  const { who, onLanguage } = props;
  const look = (id: PaymentId | null): void => {
    setChosen(id);
    act({ do: 'lookAt', paymentId: id });
  };
  const looked = numbers?.looked ?? null;
  if (chosen !== null && looked?.payment.paymentId === chosen)
    return (
      <StaffFrame
        key={chosen}
        title={all.numbers.state[looked.payment.state]}
        who={who}
        onLanguage={onLanguage}
        acts={
          <Button
            onPress={() => {
              look(null);
            }}
          >
            <BackIcon />
            {words.all}
          </Button>
        }
      >
        <PaymentStory key={chosen} looked={looked} />
      </StaffFrame>
    );
  if (typing !== null)
    return (
      <StaffFrame
        key="number"
        title={words.number}
        lede={words.numberLede}
        who={who}
        onLanguage={onLanguage}
        acts={
          <>
            <Button
              onPress={() => {
                setTyping(null);
              }}
            >
              <BackIcon />
              {words.all}
            </Button>
            <Button
              main
              disabled={typing === ''}
              onPress={() => {
                act({ do: 'find', asked: { by: 'number', number: typing } });
                setTyping(null);
              }}
            >
              {words.look}
            </Button>
          </>
        }
      >
        <p className="staff-typed" role="status" aria-label={words.number}>
          <bdi dir="ltr" lang="en">
            {typing}
          </bdi>
        </p>
        <Button
          onPress={() => {
            setTyping('');
          }}
        >
          {words.clear}
        </Button>
        <OnScreenKeyboard
          label={words.keys}
          kind="code"
          onKey={(text) => {
            setTyping((before) => (before ?? '') + text);
          }}
          onDelete={() => {
            setTyping((before) => (before ?? '').slice(0, -1));
          }}
        />
      </StaffFrame>
    );
  const { found } = journal;
  return (
    <StaffFrame
      key="journal"
      title={words.title}
      who={who}
      onLanguage={onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.back}
          </Button>
          <Button
            main
            onPress={() => {
              setTyping('');
            }}
          >
            {words.byNumber}
          </Button>
        </>
      }
    >
      <Choices<string | null>
        title={words.day}
        options={journal.days.slice(0, 7).map((day) => ({ value: day, name: day }))}
        chosen={found?.asked.by === 'day' ? found.asked.day : null}
        onChoose={(day) => {
          if (day !== null) act({ do: 'find', asked: { by: 'day', day } });
        }}
      />
      {found !== null && (
        <section aria-label={words.find} aria-live="polite">
          {found.payments.length === 0 ? (
            <Note icon={<NoteIcon />}>
              {found.asked.by === 'day' ? words.noneOfDay : words.none}
            </Note>
          ) : (
            <PaymentRows payments={found.payments} onLook={look} />
          )}
          {found.more && <p>{words.more}</p>}
        </section>
      )}
      <StaffActs acts={journal.acts} />
    </StaffFrame>
  );
};
