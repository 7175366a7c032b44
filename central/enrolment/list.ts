import { sql } from 'kysely';
import type { KioskList } from '../../contract/identity.ts';
import type { Database } from '../database/schema.ts';
import { keyFingerprint } from './fingerprint.ts';

type Row = {
  readonly kiosk_id: string;
  readonly public_key: string | null;
  readonly revoked: boolean;
  readonly invitation: 'invited' | 'waiting' | 'approved' | 'refused' | null;
  readonly waiting_key: string | null;
  readonly quarantined: number;
};

/** Every kiosk that was ever invited or enrolled, by its id. */
export const listKiosks = async (db: Database): Promise<KioskList> => {
  const { rows } = await sql<Row>`
    select coalesce(k.kiosk_id, e.kiosk_id) as kiosk_id, k.public_key,
        k.revoked_at_ms is not null as revoked, e.state as invitation, e.public_key as waiting_key,
        (select count(*)::int from quarantined_payment q
          where q.kiosk_id = k.kiosk_id and q.released_at_ms is null) as quarantined
      from kiosk k full join kiosk_enrolment e on e.kiosk_id = k.kiosk_id
      order by 1`.execute(db);
  return { kiosks: rows.map(entryOf) };
};

const entryOf = (row: Row): KioskList['kiosks'][number] => {
  const { invitation, public_key: publicKey } = row;
  const open = invitation === 'invited' || invitation === 'waiting' ? invitation : null;
  const shown = invitation === 'waiting' ? row.waiting_key : publicKey;
  const enrolled = row.revoked ? 'revoked' : 'active';
  return {
    kioskId: row.kiosk_id,
    state: publicKey === null ? (open ?? 'refused') : enrolled,
    fingerprint: shown === null ? null : keyFingerprint(shown),
    also: publicKey === null ? null : open,
    quarantined: row.quarantined,
  };
};
