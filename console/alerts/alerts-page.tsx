import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Alerts } from '../../contract/console.ts';
import { read } from '../api.ts';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useWords } from '../language.tsx';
import { go, linkTo, usePlace } from '../router.ts';
import { AlertCard } from './alert-card.tsx';

export const ALERTS_LOOK_MS = 10_000;

/** What is wrong now, the oldest first; and what was. */
export const AlertsPage = (): ReactNode => {
  const words = useWords();
  const show = usePlace().query.get('show') === 'closed' ? 'closed' : 'open';
  const alerts = useQuery({
    queryKey: ['alerts', show],
    queryFn: () => read<Alerts>(`/alerts?show=${show}`),
    refetchInterval: ALERTS_LOOK_MS,
  });
  return (
    <>
      <div className="heading">
        <PageTitle text={words.alerts.title} />
        <ToggleButtonGroup
          className="choice"
          aria-label={words.fleet.show}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[show]}
          onSelectionChange={([key]) => {
            go(linkTo('/alerts', { show: key === 'closed' ? 'closed' : '' }), true);
          }}
        >
          <ToggleButton id="open">{words.alerts.open}</ToggleButton>
          <ToggleButton id="closed">{words.alerts.closed}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      {alerts.data === undefined || alerts.isError ? <Waiting failed={alerts.isError} /> : null}
      {alerts.data?.alerts.length === 0 && (
        <p className="note">{show === 'open' ? words.alerts.noneOpen : words.alerts.noneClosed}</p>
      )}
      <ul className="alerts">
        {alerts.data?.alerts.map((alert) => (
          <AlertCard key={alert.id} alert={alert} showsKiosk />
        ))}
      </ul>
    </>
  );
};

/** Those of one kiosk that are open; nothing where there is none. */
export const AlertsOfKiosk = ({ kioskId }: { readonly kioskId: string }): ReactNode => {
  const words = useWords();
  const alerts = useQuery({
    queryKey: ['alerts', 'of', kioskId],
    queryFn: () => read<Alerts>(`/alerts?kiosk=${encodeURIComponent(kioskId)}`),
    refetchInterval: ALERTS_LOOK_MS,
  });
  if (alerts.data === undefined || alerts.data.alerts.length === 0) return null;
  return (
    <ul className="alerts of-kiosk" aria-label={words.alerts.kiosk}>
      {alerts.data.alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} showsKiosk={false} />
      ))}
    </ul>
  );
};
