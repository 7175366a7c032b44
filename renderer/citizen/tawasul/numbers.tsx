import type { ReactNode } from 'react';
import { normaliseDigits } from '../../../contract/digits.ts';
import { useKiosk } from '../../engine/engine-context.ts';
import { useTyping } from '../typed-field.tsx';
import { TypedQuestion } from '../typed-question.tsx';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

const MOST_DIGITS = 15;
/** With the strokes between. */
const MOST_CODE = 14;
const HELP = 'tawasul-help';

/** By which the authority may answer; nobody has to give one. */
export const Phone = ({ step }: { readonly step: StepOf<'phone'> }): ReactNode => {
  const { t } = useKiosk();
  const wish = useWish();
  const typing = useTyping(step.phone, MOST_DIGITS, (next) =>
    normaliseDigits(next).slice(0, MOST_DIGITS),
  );
  const { typed } = typing;
  return (
    <TypedQuestion
      step={4}
      of={STEPS}
      title={t('tawasul.phone.title')}
      lede={<p id={HELP}>{t('tawasul.phone.help')}</p>}
      canStartOver
      keys="digits"
      typing={typing}
      label={t('tawasul.phone.label')}
      helpId={HELP}
      problem={step.problem === null ? null : t(`tawasul.phone.problem.${step.problem}`)}
      act={
        typed === ''
          ? { say: 'withoutPhone', text: t('tawasul.phone.without') }
          : { say: 'continue', text: t('tawasul.continue') }
      }
      onSubmit={() => {
        wish({ act: 'phone', typed });
      }}
    />
  );
};

/** What has become of a suggestion, by the number on its slip. */
export const Follow = ({ step }: { readonly step: StepOf<'follow'> }): ReactNode => {
  const { t, view } = useKiosk();
  const wish = useWish();
  const typing = useTyping('', MOST_CODE, (next) => next.toUpperCase().slice(0, MOST_CODE));
  return (
    <TypedQuestion
      title={t('tawasul.follow.title')}
      canStartOver
      lede={
        <p id={HELP}>{t(view.readers.code ? 'tawasul.follow.helpScan' : 'tawasul.follow.help')}</p>
      }
      keys="code"
      typing={typing}
      label={t('tawasul.sent.number')}
      helpId={HELP}
      problem={step.problem === null ? null : t(`tawasul.follow.problem.${step.problem}`)}
      act={{ say: 'continue', text: t('tawasul.follow.show') }}
      onSubmit={() => {
        wish({ act: 'ask', typed: typing.typed });
      }}
    />
  );
};
