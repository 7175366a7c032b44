import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { SuggestionInbox } from '../../contract/console-suggestions.ts';
import { read } from '../api.ts';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useSpoken } from '../language.tsx';
import { go, linkTo, usePlace } from '../router.ts';
import { countedText } from './due-text.ts';
import { Ministries } from './ministries.tsx';
import { SuggestionTable } from './suggestion-table.tsx';

const LOOK_MS = 15_000;
const LOOK_AT_MANY_MS = 60_000;
const MANY = 1_500;

const STATES = ['open', 'answered', 'closed', 'all'] as const;
const KINDS = ['complaint', 'suggestion'] as const;

/** What people wrote to the ministries, what is late first; what is chosen stands in the address. */
export const SuggestionsPage = (): ReactNode => {
  const { words, language } = useSpoken();
  const { query } = usePlace();
  const state = STATES.find((each) => each === query.get('state')) ?? 'open';
  const kind = KINDS.find((each) => each === query.get('kind'));
  const ministry = query.get('ministry') ?? '';
  const addressOf = (next: { state?: string; kind?: string; ministry?: string }): string => {
    const now = { state, kind: kind ?? '', ministry, ...next };
    return linkTo('/suggestions', { ...now, state: now.state === 'open' ? '' : now.state });
  };
  const asked = new URLSearchParams({
    state,
    ...(kind === undefined ? {} : { kind }),
    ...(ministry === '' ? {} : { ministry }),
  }).toString();
  const inbox = useQuery({
    queryKey: ['suggestions', asked],
    queryFn: () => read<SuggestionInbox>(`/suggestions?${asked}`),
    placeholderData: keepPreviousData,
    refetchInterval: (one) =>
      (one.state.data?.rows.length ?? 0) > MANY ? LOOK_AT_MANY_MS : LOOK_MS,
  });
  if (inbox.data === undefined) return <Waiting failed={inbox.isError} />;
  const { total, rows, ministries } = inbox.data;
  return (
    <>
      <div className="heading">
        <PageTitle text={words.suggestions.title} />
        <ToggleButtonGroup
          className="choice"
          aria-label={words.suggestions.states}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[state]}
          onSelectionChange={([key]) => {
            go(addressOf({ state: String(key) }), true);
          }}
        >
          {STATES.map((each) => (
            <ToggleButton key={each} id={each}>
              {words.suggestions.state[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          className="choice"
          aria-label={words.suggestions.kinds}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[kind ?? 'all']}
          onSelectionChange={([key]) => {
            go(addressOf({ kind: key === 'all' ? '' : String(key) }), true);
          }}
        >
          <ToggleButton id="all">{words.suggestions.allKinds}</ToggleButton>
          {KINDS.map((each) => (
            <ToggleButton key={each} id={each}>
              {words.suggestions.kind[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className="counts" role="status">
          {countedText('messages', total, words, language)}
          {total > rows.length && ` · ${words.suggestions.mostUrgent}`}
        </span>
      </div>
      {inbox.isError && <Waiting failed />}
      <div className="inbox">
        <Ministries
          ministries={ministries}
          chosen={ministry}
          addressOf={(id) => addressOf({ ministry: id })}
        />
        <SuggestionTable inbox={inbox.data} />
      </div>
    </>
  );
};
