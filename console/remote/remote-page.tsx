import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { KioskPage as Known } from '../../contract/console.ts';
import type { KioskActs } from '../../contract/console-remote-acts.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { StateText } from '../fleet/state-text.tsx';
import { fill, useSpoken } from '../language.tsx';
import { linkTo } from '../router.ts';
import { useMay } from '../session.tsx';
import { ActList } from './act-list.tsx';
import { AskForm } from './ask-form.tsx';
import { Picture } from './picture.tsx';

const LOOK_MS = 3_000;

/** What may be asked of one kiosk, and what came of what was asked. */
export const RemotePage = ({ kioskId }: { readonly kioskId: string }): ReactNode => {
  const { words, language } = useSpoken();
  const mayAsk = useMay('operator');
  const queries = useQueryClient();
  const [shown, setShown] = useState<string | null>(null);
  const kiosk = useQuery({
    queryKey: ['kiosk', kioskId],
    queryFn: () => read<Known>(`/kiosks/${kioskId}`),
    refetchInterval: LOOK_MS,
  });
  const acts = useQuery({
    queryKey: ['remote', kioskId],
    queryFn: () => read<KioskActs>(`/kiosks/${kioskId}/acts`),
    refetchInterval: LOOK_MS,
  });
  if (kiosk.data === undefined || acts.data === undefined)
    return <Waiting failed={kiosk.isError || acts.isError} />;
  const { row } = kiosk.data;
  const asked = async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['remote', kioskId] }),
      queries.invalidateQueries({ queryKey: ['kiosk', kioskId] }),
    ]);
  };
  return (
    <>
      <div className="heading">
        <Link to={linkTo(`/kiosks/${kioskId}`)}>{kioskId}</Link>
        <PageTitle text={fill(words.remote.title, { kiosk: kioskId })} />
        <span>{row.place?.[language] ?? ''}</span>
        <StateText row={row} />
      </div>
      {(kiosk.isError || acts.isError) && <Waiting failed />}
      <div className="remote">
        {mayAsk && row.state !== 'revoked' ? (
          <AskForm kioskId={kioskId} onAsked={asked} />
        ) : (
          <p className="note">
            {row.state === 'revoked' ? words.remote.revoked : words.remote.notYours}
          </p>
        )}
        <ActList acts={acts.data.acts} shown={shown} onShow={mayAsk ? setShown : null} />
        {shown !== null && (
          <Picture
            kioskId={kioskId}
            actId={shown}
            onClose={() => {
              setShown(null);
            }}
          />
        )}
      </div>
    </>
  );
};
