import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CasePage as Shown } from '../../contract/console-cases.ts';
import { ApiTrouble, queries, read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { isolated } from '../isolated.ts';
import { fill, useWords, type Words } from '../language.tsx';
import { linkTo } from '../router.ts';
import { useMay } from '../session.tsx';
import { momentText } from '../times.ts';
import { CaseActs } from './case-acts.tsx';
import { CaseFacts } from './case-facts.tsx';
import { caseKindText, caseStateText } from './cases-page.tsx';
import { DecideForm } from './decide-form.tsx';

const LOOK_MS = 10_000;

/** Codes that may be newer than this page are shown as they are. */
type Codes = Readonly<Record<string, string | undefined>>;

const commandText = (command: NonNullable<Shown['command']>, words: Words): string => {
  const refusal: Codes = words.cases.refusal;
  return fill(words.cases.command[command.state], {
    verdict: words.cases.verdict[command.verdict],
    at: isolated(momentText(command.at)),
    why: refusal[command.reason ?? ''] ?? command.reason ?? '',
  });
};

const asTitle = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One case: what is asked, what is known, what may be decided, and what was done. */
export const CasePage = ({ caseId }: { readonly caseId: string }): ReactNode => {
  const words = useWords();
  const mayAct = useMay('operator');
  const page = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => read<Shown>(`/cases/${caseId}`),
    refetchInterval: LOOK_MS,
  });
  if (page.error instanceof ApiTrouble && page.error.code === 'notFound')
    return <p className="note">{words.cases.unknown}</p>;
  if (page.data === undefined) return <Waiting failed={page.isError} />;
  const { row, asked, command, decided, history, closedBecause } = page.data;
  const story: Codes = words.cases.story;
  const changed = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['case', caseId] });
    void queries.invalidateQueries({ queryKey: ['cases'] });
  };
  return (
    <>
      <div className="heading">
        <Link to={linkTo('/cases')}>{words.cases.back}</Link>
        <PageTitle text={asTitle(caseKindText(row.kind, words))} />
        <span>{caseStateText(row, words)}</span>
        {row.paymentId !== null && (
          <Link to={linkTo(`/payments/${row.paymentId}`)}>{words.cases.payment}</Link>
        )}
      </div>
      {page.isError && <Waiting failed />}
      <div className="remote">
        {asked !== null && asked.question !== 'over' && (
          <p className="asked">{words.cases.question[asked.question]}</p>
        )}
        <CaseFacts page={page.data} />
        {closedBecause !== null && row.status === 'closed' && (
          <p className="note">
            {words.cases.closedBecause} <bdi>{closedBecause}</bdi>
          </p>
        )}
        {command !== null && <p className="note">{commandText(command, words)}</p>}
        {decided !== null && (
          <p className="note" role="status">
            {fill(decided.isSelf ? words.cases.decidedSelf : words.cases.decidedBy, {
              name: isolated(decided.by),
              verdict: words.cases.verdict[decided.verdict],
            })}{' '}
            <bdi>{decided.because}</bdi>
          </p>
        )}
        {page.data.verdicts.length > 0 && mayAct && (
          <DecideForm page={page.data} onDone={changed} />
        )}
        {row.status !== 'closed' && mayAct && <CaseActs row={row} onDone={changed} />}
        <section aria-labelledby="history">
          <h2 id="history">{words.cases.history}</h2>
          <ol>
            {history.map(({ at, by, action, detail }, index) => (
              <li key={String(index)}>
                <bdi dir="ltr" className="digits">
                  {momentText(at)}
                </bdi>{' '}
                <bdi>{by}</bdi> · {story[action] ?? action}{' '}
                {detail !== null && <bdi className="small">{detail}</bdi>}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
};
