import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { KioskPage as Known } from '../../contract/console.ts';
import { AlertsOfKiosk } from '../alerts/alerts-page.tsx';
import { ApiTrouble, read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { StateText } from '../fleet/state-text.tsx';
import { useSpoken } from '../language.tsx';
import { linkTo, usePlace } from '../router.ts';
import { dayOf, isDay } from '../times.ts';
import { Facts } from './facts.tsx';
import { Logs } from './logs.tsx';
import { TimelineOfDay } from './timeline.tsx';

const LOOK_MS = 5_000;

/** One kiosk: how it is, what happened to it on a day, and its log around a moment. */
export const KioskPage = ({ kioskId }: { readonly kioskId: string }): ReactNode => {
  const { words, language } = useSpoken();
  const { query } = usePlace();
  const kiosk = useQuery({
    queryKey: ['kiosk', kioskId],
    queryFn: () => read<Known>(`/kiosks/${encodeURIComponent(kioskId)}`),
    refetchInterval: LOOK_MS,
  });
  if (kiosk.data === undefined) {
    const isUnknown = kiosk.error instanceof ApiTrouble && kiosk.error.code === 'notFound';
    return isUnknown ? (
      <p className="note">{words.kiosk.unknown}</p>
    ) : (
      <Waiting failed={kiosk.isError} />
    );
  }
  const { row, now } = kiosk.data;
  const nowMs = Date.parse(now);
  const asked = query.get('day');
  const day = isDay(asked) ? asked : dayOf(nowMs);
  const at = Number(query.get('at') ?? Number.NaN);
  return (
    <>
      <div className="heading">
        <Link to={linkTo('/')}>{words.kiosk.back}</Link>
        <PageTitle text={kioskId} />
        <span>{row.place?.[language] ?? ''}</span>
        <StateText row={row} />
        <Link to={linkTo(`/kiosks/${kioskId}/acts`)}>{words.remote.link}</Link>
      </div>
      {kiosk.isError && <Waiting failed />}
      <AlertsOfKiosk kioskId={kioskId} />
      <div className={Number.isFinite(at) ? 'three' : 'three no-logs'}>
        <Facts kiosk={kiosk.data} />
        <TimelineOfDay kioskId={kioskId} day={day} nowMs={nowMs} at={at} />
        {Number.isFinite(at) && <Logs kioskId={kioskId} day={day} at={at} />}
      </div>
    </>
  );
};
