import { type ReactNode, useId, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { CasePage, DecisionAnswer } from '../../contract/console-cases.ts';
import type { Verdict } from '../../contract/reconciliation.ts';
import { askFor } from '../api.ts';
import { useWords } from '../language.tsx';
import { useMe } from '../session.tsx';

type Refusal = Extract<DecisionAnswer, { outcome: 'refused' }>['why'];
const MOST_CHARACTERS = 500;

/** The lines that could prove that verdict. */
const provenBy = (verdict: Verdict, lines: CasePage['lines']): CasePage['lines'] => {
  if (verdict === 'charged') return lines.filter(({ kind }) => kind === 'payment');
  return verdict === 'reversed' ? lines.filter(({ kind }) => kind === 'reversal') : [];
};

/** A verdict, what proves it, and why: one person's half of a decision. */
export const DecideForm = ({
  page,
  onDone,
}: {
  readonly page: CasePage;
  readonly onDone: () => Promise<void>;
}): ReactNode => {
  const { cases: words } = useWords();
  const me = useMe();
  const choice = useId();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [line, setLine] = useState('');
  const [because, setBecause] = useState('');
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Refusal | 'failed' | null>(null);
  const proofs = verdict === null ? [] : provenBy(verdict, page.lines);
  const isReady = verdict !== null && because.trim() !== '' && !isSending;
  const send = async (): Promise<void> => {
    if (!isReady) return;
    setSending(true);
    setTrouble(null);
    const proof = proofs.some(({ name }) => name === line) ? line : null;
    const answer = await askFor<DecisionAnswer>(me, `/cases/${page.row.caseId}/decision`, {
      verdict,
      line: proof,
      because,
      seen: page.seen,
    }).catch(() => null);
    await onDone();
    setSending(false);
    if (answer === null) setTrouble('failed');
    else if (answer.outcome === 'refused') setTrouble(answer.why);
    else {
      setVerdict(null);
      setBecause('');
    }
  };
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{words.decide}</h2>
      <p className="small">{words.byTwo}</p>
      <Form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="verdicts" role="radiogroup" aria-labelledby="decide">
          {page.verdicts.map((each) => (
            <label key={each} className="verdict">
              <input
                type="radio"
                name={choice}
                checked={verdict === each}
                onChange={() => {
                  setTrouble(null);
                  setVerdict(each);
                }}
              />
              {words.verdict[each]}
            </label>
          ))}
        </div>
        {proofs.length > 0 && (
          <div className="field">
            <label htmlFor={`${choice}-line`}>{words.line}</label>
            <select
              id={`${choice}-line`}
              className="input"
              value={line}
              onChange={(event) => {
                setLine(event.target.value);
              }}
            >
              <option value="">{words.noLine}</option>
              {proofs.map(({ name, time, receipt }) => (
                <option key={name} value={name}>
                  {`${name} · ${time} · ${receipt}`}
                </option>
              ))}
            </select>
          </div>
        )}
        <TextField
          className="field"
          value={because}
          onChange={setBecause}
          maxLength={MOST_CHARACTERS}
        >
          <Label>{words.because}</Label>
          <Input className="input" dir="auto" />
        </TextField>
        {trouble !== null && (
          <p className="note bad" role="alert">
            {words.trouble[trouble]}
          </p>
        )}
        <div className="message-acts">
          <Button className="button main" type="submit" isDisabled={!isReady}>
            {page.decided === null || page.decided.isSelf ? words.first : words.second}
          </Button>
        </div>
      </Form>
    </section>
  );
};
