import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { CaseRow, Cases } from '../../contract/console-cases.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useWords, type Words } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { go, linkTo, usePlace } from '../router.ts';
import { momentText } from '../times.ts';

const LOOK_MS = 15_000;

/** Codes that may be newer than this page are shown as they are. */
type Codes = Readonly<Record<string, string | undefined>>;

export const caseKindText = (kind: string, words: Words): string => {
  const caseKind: Codes = words.payments.caseKind;
  return caseKind[kind] ?? kind;
};

export const caseStateText = (row: CaseRow, words: Words): string => {
  if (row.standing !== 'none') return words.cases.standing[row.standing];
  if (row.asksPeople) return words.cases.asks;
  return words.payments.caseStatus[row.status];
};

/** What does not agree, and what only people can tell. */
export const CasesPage = (): ReactNode => {
  const words = useWords();
  const { query } = usePlace();
  const show = query.get('show') === 'closed' ? 'closed' : 'open';
  const cases = useQuery({
    queryKey: ['cases', show],
    queryFn: () => read<Cases>(`/cases?show=${show}`),
    refetchInterval: LOOK_MS,
  });
  return (
    <>
      <div className="heading">
        <PageTitle text={words.cases.title} id="cases" />
        <ToggleButtonGroup
          className="choice"
          aria-label={words.cases.show}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[show]}
          onSelectionChange={([key]) => {
            go(linkTo('/cases', { show: key === 'closed' ? 'closed' : '' }), true);
          }}
        >
          <ToggleButton id="open">{words.cases.open}</ToggleButton>
          <ToggleButton id="closed">{words.cases.closed}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      {cases.isError && <Waiting failed />}
      {cases.data === undefined ? (
        !cases.isError && <Waiting failed={false} />
      ) : cases.data.cases.length === 0 ? (
        <p className="note">{words.cases.none[show]}</p>
      ) : (
        <CaseTable cases={cases.data.cases} />
      )}
    </>
  );
};

const CaseTable = ({ cases }: Cases): ReactNode => {
  const words = useWords();
  return (
    <div className="lines" tabIndex={0} role="group" aria-labelledby="cases">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.cases.what}</th>
            <th scope="col">{words.payments.field.number}</th>
            <th scope="col">{words.payments.field.kiosk}</th>
            <th scope="col" className="figures">
              {words.payments.field.amount}
            </th>
            <th scope="col">{words.cases.since}</th>
            <th scope="col">{words.cases.owner}</th>
            <th scope="col">{words.cases.state}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((row) => (
            <tr key={row.caseId}>
              <th scope="row">
                <Link to={linkTo(`/cases/${row.caseId}`)}>{caseKindText(row.kind, words)}</Link>
              </th>
              <td className="digits">
                <bdi dir="ltr">{row.number}</bdi>
              </td>
              <td>
                <bdi dir="ltr">{row.kioskId}</bdi>
              </td>
              <td className="figures digits">{row.fils === null ? '' : largeDinars(row.fils)}</td>
              <td className="digits">
                <bdi dir="ltr">{momentText(row.openedAt)}</bdi>
              </td>
              <td>
                <bdi>{row.owner}</bdi>
              </td>
              <td>{caseStateText(row, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
