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
import type { SuggestionInbox } from '../../contract/console-suggestions.ts';
import { useSpoken } from '../language.tsx';
import { linkTo } from '../router.ts';
import { dateText, momentText } from '../times.ts';
import { dueLook, dueText, ministryText } from './due-text.ts';

const LAYOUT = { rowHeight: 52, headingHeight: 40 };

/** Only the rows in sight are there, the most urgent first. */
export const SuggestionTable = ({ inbox }: { readonly inbox: SuggestionInbox }): ReactNode => {
  const { words, language } = useSpoken();
  const { columns, state, kind } = words.suggestions;
  const nowMs = Date.parse(inbox.now);
  return (
    <Virtualizer layout={TableLayout} layoutOptions={LAYOUT}>
      <Table className="table" aria-label={words.suggestions.title}>
        <TableHeader>
          <Column id="message" isRowHeader minWidth={160} width="2fr">
            {columns.message}
          </Column>
          <Column id="due" minWidth={180} width="2fr">
            {columns.due}
          </Column>
          <Column id="ministry" minWidth={160} width="3fr">
            {columns.ministry}
          </Column>
          <Column id="assignee" minWidth={120} width="2fr">
            {columns.assignee}
          </Column>
          <Column id="kiosk" width={120}>
            {columns.kiosk}
          </Column>
          <Column id="received" width={150}>
            {columns.received}
          </Column>
        </TableHeader>
        <TableBody
          items={inbox.rows}
          dependencies={[language, inbox.now]}
          renderEmptyState={() => <p className="note">{words.suggestions.none}</p>}
        >
          {(row) => (
            <Row
              id={row.id}
              href={linkTo(`/suggestions/${row.id}`)}
              textValue={row.trackingNumber ?? row.id}
            >
              <Cell>
                <span className="two">
                  <b>{kind[row.kind]}</b>
                  <small>
                    <bdi dir="ltr">{row.trackingNumber ?? ''}</bdi>
                  </small>
                </span>
              </Cell>
              <Cell>
                <span className={`state ${dueLook(row, nowMs)}`}>
                  <span className="two">
                    <b>{dueText(row, nowMs, words, language) || state[row.state]}</b>
                    {row.state === 'open' && (
                      <small>
                        <bdi dir="ltr">{dateText(row.dueOn)}</bdi>
                      </small>
                    )}
                  </span>
                </span>
              </Cell>
              <Cell>{ministryText(inbox.ministries, row.ministryId, language)}</Cell>
              <Cell>
                <bdi>{row.assignee ?? words.fleet.unknown}</bdi>
              </Cell>
              <Cell>
                <bdi dir="ltr">{row.kioskId}</bdi>
              </Cell>
              <Cell className="digits">
                <bdi dir="ltr">{momentText(row.receivedAt)}</bdi>
              </Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
};
