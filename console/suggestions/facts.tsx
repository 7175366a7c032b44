import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { SuggestionPage, SuggestionPhone } from '../../contract/console-suggestions.ts';
import { askFor } from '../api.ts';
import { Link } from '../design/link.tsx';
import { useSpoken } from '../language.tsx';
import { linkTo } from '../router.ts';
import { useMe } from '../session.tsx';
import { dateText, momentText } from '../times.ts';
import { ministryText } from './due-text.ts';

/** To whom, from where and when; the phone in full only for whoever asks. */
export const SuggestionFacts = ({ page }: { readonly page: SuggestionPage }): ReactNode => {
  const { words, language } = useSpoken();
  const { row } = page;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.suggestions.columns.ministry, ministryText(page.ministries, row.ministryId, language)],
    [words.suggestions.dueOn, <bdi dir="ltr">{dateText(row.dueOn)}</bdi>],
    [words.suggestions.columns.assignee, <bdi>{row.assignee ?? words.suggestions.nobody}</bdi>],
    [words.suggestions.writtenIn, words.suggestions.language[row.language]],
    [words.suggestions.written, <bdi dir="ltr">{momentText(page.writtenAt)}</bdi>],
    [words.suggestions.columns.received, <bdi dir="ltr">{momentText(row.receivedAt)}</bdi>],
    [
      words.suggestions.columns.kiosk,
      <Link to={linkTo(`/kiosks/${row.kioskId}`)}>
        <bdi dir="ltr">{row.kioskId}</bdi>
      </Link>,
    ],
    [words.suggestions.phone, <Phone id={row.id} masked={page.phone} />],
  ];
  return (
    <dl className="message-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Phone = ({ id, masked }: { readonly id: string; readonly masked: string | null }) => {
  const { words } = useSpoken();
  const me = useMe();
  const asked = useMutation({
    mutationFn: () => askFor<SuggestionPhone>(me, `/suggestions/${id}/phone`),
    gcTime: 0,
  });
  if (masked === null) return words.suggestions.noPhone;
  if (asked.data !== undefined) return <bdi dir="ltr">{asked.data.phone}</bdi>;
  return (
    <span className="phone">
      <bdi dir="ltr">{masked}</bdi>
      <Button
        className="button"
        isDisabled={asked.isPending}
        onPress={() => {
          asked.mutate();
        }}
      >
        {words.suggestions.showPhone}
      </Button>
      {asked.isError && <span role="alert">{words.page.away}</span>}
    </span>
  );
};
