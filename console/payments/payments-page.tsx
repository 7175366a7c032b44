import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { FoundPayments, Offered } from '../../contract/console-payments.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useSpoken } from '../language.tsx';
import { go, linkTo, usePlace } from '../router.ts';
import { DAY_MS, dayOf, isDay } from '../times.ts';
import { filsOf, paymentsAddress, type Sought } from './asked.ts';
import { PaymentTable } from './payment-table.tsx';
import { QuarantineList } from './quarantine-list.tsx';

const FIELDS = ['number', 'from', 'to', 'kiosk', 'amount'] as const;
const CHOSEN = ['service', 'only'] as const;
const SEARCHED_DAYS = 6;

/** Payments by their number, or by day, kiosk, service and sum; what is sought stands in the address. */
export const PaymentsPage = (): ReactNode => {
  const {
    words: { payments: words },
    language,
  } = useSpoken();
  const offered = useQuery({
    queryKey: ['services'],
    queryFn: () => read<Offered>('/services'),
    staleTime: Infinity,
  });
  const services = offered.data?.services ?? [];
  const { query } = usePlace();
  const [nowMs] = useState(() => Date.now());
  const from = query.get('from');
  const to = query.get('to');
  const only = query.get('only');
  const sought: Sought = {
    number: query.get('number') ?? '',
    from: isDay(from) ? from : dayOf(nowMs - SEARCHED_DAYS * DAY_MS),
    to: isDay(to) ? to : dayOf(nowMs),
    kiosk: query.get('kiosk') ?? '',
    service: query.get('service') ?? '',
    amount: query.get('amount') ?? '',
    only: only === 'refused' || only === 'returned' ? only : '',
  };
  const after = query.get('after') ?? '';
  const asked = paymentsAddress(sought, after);
  const found = useQuery({
    queryKey: ['payments', asked],
    queryFn: () => read<FoundPayments>(`/payments?${asked}`),
    placeholderData: keepPreviousData,
  });
  const amountWrong = sought.amount !== '' && filsOf(sought.amount) === null;
  return (
    <>
      <div className="heading">
        <PageTitle text={words.title} />
      </div>
      <Form
        key={asked}
        className="sought"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget);
          const next = Object.fromEntries(
            [...FIELDS, ...CHOSEN].map((name) => {
              const value = typed.get(name);
              return [name, typeof value === 'string' ? value.trim() : ''];
            }),
          );
          go(linkTo('/payments', next));
        }}
      >
        {FIELDS.map((name) => (
          <TextField
            key={name}
            name={name}
            className="search"
            defaultValue={sought[name]}
            type={name === 'from' || name === 'to' ? 'date' : 'text'}
          >
            <Label>{words.field[name]}</Label>
            <Input className="input short" dir="ltr" />
          </TextField>
        ))}
        <label className="search">
          <span>{words.field.service}</span>
          <select
            // The list comes after the page: what is sought is chosen once it is there.
            key={String(services.length)}
            name="service"
            className="input short"
            defaultValue={sought.service}
          >
            <option value="">{words.all}</option>
            {services.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[language]}
              </option>
            ))}
          </select>
        </label>
        <label className="search">
          <span>{words.field.only}</span>
          <select name="only" className="input short" defaultValue={sought.only}>
            <option value="">{words.all}</option>
            <option value="refused">{words.state.refused}</option>
            <option value="returned">{words.state.returned}</option>
          </select>
        </label>
        <Button type="submit" className="button main">
          {words.find}
        </Button>
      </Form>
      {amountWrong && <p className="note bad">{words.amountWrong}</p>}
      {found.data === undefined || found.isError ? (
        <Waiting failed={found.isError} />
      ) : (
        <>
          <PaymentTable payments={found.data.payments} />
          {found.data.next !== null && (
            <Link
              to={linkTo('/payments', { ...sought, after: found.data.next })}
              className="button"
            >
              {words.more}
            </Link>
          )}
        </>
      )}
      <QuarantineList />
    </>
  );
};
