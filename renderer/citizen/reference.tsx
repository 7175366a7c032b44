import { memo, type ReactNode } from 'react';
import { askedFor } from '../../contract/asked-for.ts';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Reference } from '../design/reference.tsx';
import { hasWherePicture, WherePicture } from '../design/where-picture.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { digitsWanted, insideSentence } from './reference-words.ts';
import { useTyping } from './typed-field.tsx';
import { TypedQuestion } from './typed-question.tsx';

type Asked = Screen & { name: 'reference' };

const useRule = (
  screen: Asked,
): { readonly rule: Asked['service']['reference']; readonly isLast: boolean } => {
  const rules = askedFor(screen.service);
  return {
    rule: rules[screen.field] ?? screen.service.reference,
    isLast: screen.field + 1 >= rules.length,
  };
};

/** How long it is, and where it stands on what the person holds. */
const Explained = memo(({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, view } = useKiosk();
  const { rule } = useRule(screen);
  const scanHint =
    rule.kind === 'personalNumber' && view.readers.identityCard
      ? 'reference.scanCard'
      : screen.service.barcodes.length > 0 && view.readers.code
        ? 'reference.scanBill'
        : null;
  return (
    <>
      <p id="reference-example">
        {digitsWanted(rule, t)}.
        {!hasWherePicture(rule.picture) && (
          <>
            {' '}
            {t('reference.example')}: <Reference>{rule.example}</Reference>
          </>
        )}
        {scanHint !== null && (
          <>
            <br />
            {t(scanHint)}
          </>
        )}
      </p>
      <WherePicture picture={rule.picture} example={rule.example} />
    </>
  );
});

/** The number by which a bill is found; some services ask for two, one after the other. */
export const ReferenceEntry = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, language, send } = useKiosk();
  const { rule, isLast } = useRule(screen);
  // Letters stay visible, so that the person sees what went wrong.
  const typing = useTyping('', rule.maxDigits, normaliseDigits);
  const inSentence = insideSentence(pick(rule.label, language));
  return (
    <TypedQuestion
      step={2}
      about={pick(screen.service.title, language)}
      title={t('reference.title', { label: inSentence })}
      lede={
        <>
          <p id="reference-help">{pick(rule.help, language)}</p>
          {screen.earlier.map(({ label: asked, masked }) => (
            <p key={asked.en} className="earlier">
              {pick(asked, language)} <Reference>{masked}</Reference>
            </p>
          ))}
        </>
      }
      canStartOver
      keys="digits"
      typing={typing}
      label={pick(rule.label, language)}
      helpId="reference-help reference-example"
      problem={
        screen.problem === null
          ? null
          : t(`reference.problem.${screen.problem}`, {
              label: inSentence,
              digits: digitsWanted(rule, t),
            })
      }
      act={
        isLast
          ? { say: 'find', text: t('reference.find') }
          : { say: 'continue', text: t('reference.next') }
      }
      onSubmit={() => {
        send({ do: 'enterReference', typed: typing.typed });
      }}
    >
      <Explained screen={screen} />
    </TypedQuestion>
  );
};
