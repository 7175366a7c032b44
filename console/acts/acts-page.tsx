import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { StaffActs } from '../../contract/console.ts';
import { read } from '../api.ts';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { fill, useWords, type Words } from '../language.tsx';
import { momentText } from '../times.ts';

const actText = ({ action, detail }: StaffActs['acts'][number], words: Words): string => {
  const act: Readonly<Record<string, string | undefined>> = words.act;
  const done: Readonly<Record<string, string | undefined>> = words.suggestions.done;
  const role = Object.entries(words.roles).find(([name]) => name === detail)?.[1];
  return fill(act[action] ?? done[action] ?? action, { detail: role ?? detail ?? '' });
};

/** What people at desks did, for administrators. */
export const ActsPage = (): ReactNode => {
  const words = useWords();
  const acts = useQuery({ queryKey: ['acts'], queryFn: () => read<StaffActs>('/acts') });
  if (acts.data === undefined) return <Waiting failed={acts.isError} />;
  return (
    <>
      <PageTitle text={words.acts.title} id="acts" />
      {acts.data.acts.length === 0 ? (
        <p className="note">{words.acts.none}</p>
      ) : (
        <div className="lines" tabIndex={0} role="group" aria-labelledby="acts">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.acts.when}</th>
                <th scope="col">{words.acts.who}</th>
                <th scope="col">{words.acts.what}</th>
              </tr>
            </thead>
            <tbody>
              {acts.data.acts.map((one, index) => (
                <tr key={`${one.at} ${String(index)}`}>
                  <td className="digits">{momentText(one.at)}</td>
                  <td>
                    <bdi>{one.by}</bdi>
                  </td>
                  <td>{actText(one, words)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};
