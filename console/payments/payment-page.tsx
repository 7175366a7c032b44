import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PaymentPage as Shown } from '../../contract/console-payments.ts';
import { ApiTrouble, read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { isolated } from '../isolated.ts';
import { fill, useSpoken } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { linkTo } from '../router.ts';
import { momentText } from '../times.ts';
import { LineRefund } from './line-refund.tsx';

/** Codes that may be newer than this page are shown as they are. */
type Codes = Readonly<Record<string, string | undefined>>;

const Facts = ({ page }: { readonly page: Shown }): ReactNode => {
  const { words } = useSpoken();
  const own = words.payments;
  const { found, card, returned } = page;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [own.field.amount, largeDinars(found.totalFils)],
    [own.field.only, own.state[found.state]],
    [
      own.when,
      <bdi key="when" dir="ltr">
        {momentText(found.authorisedAt)}
      </bdi>,
    ],
    [
      own.recorded,
      <bdi key="recorded" dir="ltr">
        {momentText(found.recordedAt)}
      </bdi>,
    ],
    [
      own.field.kiosk,
      <Link key="kiosk" to={linkTo(`/kiosks/${found.kioskId}`)}>
        <bdi dir="ltr">{found.kioskId}</bdi>
      </Link>,
    ],
    [own.card, <bdi key="card" dir="ltr">{`${card.scheme} ··${card.lastFour ?? '··'}`}</bdi>],
    [
      own.authorisation,
      <bdi key="code" dir="ltr">
        {card.authorisationCode}
      </bdi>,
    ],
    [
      own.terminal,
      <bdi
        key="terminal"
        dir="ltr"
      >{`${card.terminalId} / ${card.trace} / ${card.receiptNumber}`}</bdi>,
    ],
    [
      own.returned,
      returned === null
        ? own.nothing
        : fill(own.returnedText[returned.kind], {
            fils: largeDinars(returned.fils),
            at: isolated(momentText(returned.at)),
          }),
    ],
  ];
  return (
    <dl className="payment-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="digits">{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** One payment: what it paid, its card's end, what went back, what does not agree, and what happened to it. */
export const PaymentPage = ({ paymentId }: { readonly paymentId: string }): ReactNode => {
  const { words, language } = useSpoken();
  const own = words.payments;
  const page = useQuery({
    queryKey: ['payment', paymentId],
    queryFn: () => read<Shown>(`/payments/${paymentId}`),
  });
  if (page.error instanceof ApiTrouble && page.error.code === 'notFound')
    return <p className="note">{own.none}</p>;
  if (page.data === undefined) return <Waiting failed={page.isError} />;
  const { found, lines, cases, clockQuality } = page.data;
  const reason: Codes = own.reason;
  const caseKind: Codes = own.caseKind;
  const story: Codes = own.story;
  return (
    <>
      <Link to={linkTo('/payments')}>{own.back}</Link>
      <PageTitle text={found.number} />
      <Facts page={page.data} />
      {clockQuality === 'unverified' && <p className="note">{own.clockUnsure}</p>}
      <section className="statistics-table">
        <h2 id="lines">{own.lines}</h2>
        <div className="lines" tabIndex={0} role="group" aria-labelledby="lines">
          <table>
            <thead>
              <tr>
                <th scope="col">{own.field.service}</th>
                <th scope="col">{own.reference}</th>
                <th scope="col" className="figures">
                  {own.field.amount}
                </th>
                <th scope="col">{own.field.only}</th>
                <th scope="col">{own.refund.column}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={String(index)}>
                  <th scope="row">{line.service[language]}</th>
                  <td>
                    <bdi dir="ltr">{line.reference}</bdi>
                  </td>
                  <td className="figures digits">{largeDinars(line.fils)}</td>
                  <td>
                    {line.status === 'posted' ? (
                      <>
                        {own.state.posted} <bdi dir="ltr">{line.postingNumber}</bdi>
                      </>
                    ) : (
                      (reason[line.reason ?? ''] ?? line.reason)
                    )}
                  </td>
                  <td>
                    <LineRefund paymentId={paymentId} line={line} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {cases.length > 0 && (
        <section>
          <h2>{own.cases}</h2>
          <ul>
            {cases.map(({ caseId, kind, status, openedAt }) => (
              <li key={caseId}>
                <bdi dir="ltr">{momentText(openedAt)}</bdi>{' '}
                <Link to={linkTo(`/cases/${caseId}`)}>{caseKind[kind] ?? kind}</Link> ·{' '}
                {own.caseStatus[status]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{own.storyTitle}</h2>
        <ol>
          {page.data.story.map(({ at, action, detail }, index) => (
            <li key={String(index)}>
              <bdi dir="ltr" className="digits">
                {momentText(at)}
              </bdi>{' '}
              {story[action] ?? action}{' '}
              {detail !== null && (
                <bdi dir="ltr" className="small">
                  {detail}
                </bdi>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};
