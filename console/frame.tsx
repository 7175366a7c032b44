import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Alerts } from '../contract/console.ts';
import { ALERTS_LOOK_MS } from './alerts/alerts-page.tsx';
import { act, queries, read } from './api.ts';
import { LanguageSwitch } from './design/language-switch.tsx';
import { Link } from './design/link.tsx';
import { useWords } from './language.tsx';
import { linkTo, usePlace } from './router.ts';
import { useMay, useMe } from './session.tsx';
import { LEFT } from './sign-in.tsx';

/** What stands around every page: where one may go, who one is, and the way out. */
export const Frame = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const words = useWords();
  const me = useMe();
  const { path } = usePlace();
  const isAdministrator = useMay('administrator');
  const alerts = useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: () => read<Alerts>('/alerts?show=open'),
    refetchInterval: ALERTS_LOOK_MS,
  });
  const open = alerts.data?.alerts.length ?? 0;
  const leave = (): void => {
    sessionStorage.setItem(LEFT, '1');
    void act(me, '/sign-out')
      .catch(() => undefined)
      .finally(() => void queries.resetQueries());
  };
  return (
    <div className="frame">
      <header className="top">
        <span className="brand">{words.page.name}</span>
        <nav aria-label={words.page.places}>
          <Link to={linkTo('/')} className="place" current={path === '/'}>
            {words.fleet.title}
          </Link>
          <Link to={linkTo('/alerts')} className="place" current={path === '/alerts'}>
            {words.alerts.title} {open > 0 && <span className="badge">{open}</span>}
          </Link>
          <Link
            to={linkTo('/suggestions')}
            className="place"
            current={path.startsWith('/suggestions')}
          >
            {words.suggestions.title}
          </Link>
          <Link to={linkTo('/payments')} className="place" current={path.startsWith('/payments')}>
            {words.payments.title}
          </Link>
          <Link to={linkTo('/cases')} className="place" current={path.startsWith('/cases')}>
            {words.cases.title}
          </Link>
          <Link to={linkTo('/settlement')} className="place" current={path === '/settlement'}>
            {words.settlement.title}
          </Link>
          <Link to={linkTo('/statistics')} className="place" current={path === '/statistics'}>
            {words.statistics.title}
          </Link>
          {isAdministrator && (
            <Link to={linkTo('/acts')} className="place" current={path === '/acts'}>
              {words.acts.title}
            </Link>
          )}
        </nav>
        <span className="who">
          <bdi>{me.name}</bdi> · {words.roles[me.role]}
        </span>
        <LanguageSwitch />
        <Button className="button quiet" onPress={leave}>
          {words.page.leave}
        </Button>
      </header>
      <main className="page">{children}</main>
    </div>
  );
};
