import type { ReactNode } from 'react';
import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from 'react-aria-components';
import type { FleetRow } from '../../contract/console.ts';
import { fill, useSpoken, type Words } from '../language.tsx';
import { dinars } from '../money.ts';
import { linkTo } from '../router.ts';
import { lastingOf } from '../times.ts';
import { MOST_SKEW_MS } from './chosen.ts';
import { StateText } from './state-text.tsx';

const LAYOUT = { rowHeight: 52, headingHeight: 40 };

/** Only the rows in sight are there: ten thousand of them scroll as ten do. */
export const FleetTable = ({
  rows,
  nowMs,
  empty,
}: {
  readonly rows: readonly FleetRow[];
  readonly nowMs: number;
  readonly empty: string;
}): ReactNode => {
  const { words, language } = useSpoken();
  return (
    <Virtualizer layout={TableLayout} layoutOptions={LAYOUT}>
      <Table className="table" aria-label={words.fleet.title}>
        <TableHeader>
          <Column id="kiosk" isRowHeader minWidth={130} width="2fr">
            {words.fleet.columns.kiosk}
          </Column>
          <Column id="state" minWidth={200} width="3fr">
            {words.fleet.columns.state}
          </Column>
          <Column id="heard" width={104}>
            {words.fleet.columns.heard}
          </Column>
          <Column id="paper" width={112}>
            {words.fleet.columns.paper}
          </Column>
          <Column id="exposure" width={112}>
            {words.fleet.columns.exposure}
          </Column>
          <Column id="inDoubt" width={100}>
            {words.fleet.columns.inDoubt}
          </Column>
          <Column id="clock" width={104}>
            {words.fleet.columns.clock}
          </Column>
          <Column id="version" width={84}>
            {words.fleet.columns.version}
          </Column>
        </TableHeader>
        <TableBody
          items={rows}
          dependencies={[language, nowMs]}
          renderEmptyState={() => <p className="note">{empty}</p>}
        >
          {(row) => (
            <Row id={row.kioskId} href={linkTo(`/kiosks/${row.kioskId}`)} textValue={row.kioskId}>
              <Cell>
                <span className="two">
                  <b>
                    <bdi>{row.kioskId}</bdi>
                  </b>
                  <small>{row.place?.[language] ?? ''}</small>
                </span>
              </Cell>
              <Cell>
                <StateText row={row} />
              </Cell>
              <Cell>{heardText(row, nowMs, words)}</Cell>
              <Cell>{row.paperLeft ?? words.fleet.unknown}</Cell>
              <Cell className="digits">{dinars(row.exposureFils)}</Cell>
              <Cell className={row.inDoubt > 0 ? 'strong' : 'digits'}>{row.inDoubt}</Cell>
              <Cell>{clockText(row.skewMs, words)}</Cell>
              <Cell>
                <bdi>{row.version ?? words.fleet.unknown}</bdi>
              </Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
};

export const heardText = (row: FleetRow, nowMs: number, words: Words): string =>
  row.lastContact === null
    ? words.fleet.unknown
    : fill(words.fleet.ago, { time: lastingOf(nowMs - Date.parse(row.lastContact), words.units) });

export const clockText = (skewMs: number | null, words: Words): string => {
  if (skewMs === null) return words.fleet.unknown;
  if (Math.abs(skewMs) < MOST_SKEW_MS) return words.fleet.clockRight;
  const text = skewMs > 0 ? words.fleet.clockAhead : words.fleet.clockBehind;
  return fill(text, { time: lastingOf(Math.abs(skewMs), words.units) });
};
