import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Input, Label, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Fleet } from '../../contract/console.ts';
import { read } from '../api.ts';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { fill, useWords } from '../language.tsx';
import { go, linkTo, usePlace } from '../router.ts';
import { chosen } from './chosen.ts';
import { FleetTable } from './fleet-table.tsx';

const LOOK_MS = 10_000;
/** A large fleet's list is megabytes. */
const LOOK_AT_MANY_MS = 60_000;
const MANY = 1_500;

/** All kiosks, those in trouble first; what is searched for stands in the address. */
export const FleetPage = (): ReactNode => {
  const words = useWords();
  const { query } = usePlace();
  const searched = query.get('find') ?? '';
  const only = query.get('show') === 'attention' ? 'attention' : 'all';
  const fleet = useQuery({
    queryKey: ['fleet'],
    queryFn: () => read<Fleet>('/fleet'),
    refetchInterval: ({ state }) =>
      (state.data?.kiosks.length ?? 0) > MANY ? LOOK_AT_MANY_MS : LOOK_MS,
  });
  const find = useDeferredValue(searched);
  const show = (next: { find?: string; show?: string }): void => {
    const now = { find: searched, show: only === 'all' ? '' : only, ...next };
    go(linkTo('/', now), true);
  };
  const kiosks = fleet.data?.kiosks;
  const rows = chosen(kiosks ?? [], find, only);
  return (
    <>
      <div className="heading">
        <PageTitle text={words.fleet.title} takesFocus={false} />
        <SearchField
          className="search"
          // It is what everybody begins with, before the list has come.
          autoFocus
          value={searched}
          onChange={(text) => {
            show({ find: text });
          }}
        >
          <Label>{words.fleet.search}</Label>
          <Input className="input" />
        </SearchField>
        <ToggleButtonGroup
          className="choice"
          aria-label={words.fleet.show}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[only]}
          onSelectionChange={([key]) => {
            show({ show: key === 'attention' ? 'attention' : '' });
          }}
        >
          <ToggleButton id="all">{words.fleet.all}</ToggleButton>
          <ToggleButton id="attention">{words.fleet.attention}</ToggleButton>
        </ToggleButtonGroup>
        <span className="counts" role="status">
          {kiosks !== undefined &&
            fill(words.fleet.counts, { shown: rows.length, all: kiosks.length })}
        </span>
      </div>
      {(kiosks === undefined || fleet.isError) && <Waiting failed={fleet.isError} />}
      {fleet.data !== undefined && (
        <FleetTable
          rows={rows}
          nowMs={Date.parse(fleet.data.now)}
          empty={fleet.data.kiosks.length === 0 ? words.fleet.empty : words.fleet.none}
        />
      )}
    </>
  );
};
