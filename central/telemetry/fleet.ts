import { sql } from 'kysely';
import type { Database } from '../database/schema.ts';

export type FleetHealth = {
  /** Of every enrolled kiosk that was ever heard of, when it last was. */
  readonly contacts: readonly { readonly kioskId: string; readonly lastMs: number }[];
  readonly metrics: readonly {
    readonly kioskId: string;
    readonly name: string;
    readonly device: string;
    readonly value: number;
    readonly atMs: number;
  }[];
  readonly enrolled: number;
};

/** How the fleet is, or one kiosk of it, by what was heard last. */
export const fleetHealth = async (db: Database, kioskId?: string): Promise<FleetHealth> => {
  const only = (column: string) =>
    kioskId === undefined ? sql`true` : sql`${sql.ref(column)} = ${kioskId}`;
  const contacts = await sql<{ kioskId: string; lastMs: number }>`
    select k.kiosk_id as "kioskId", greatest(told.at, head.at)::bigint as "lastMs"
      from kiosk k
      left join lateral (select max(received_ms) as at from health_batch
        where kiosk_id = k.kiosk_id) told on true
      left join lateral (select received_at_ms as at from kiosk_head
        where kiosk_id = k.kiosk_id order by generation desc, seq desc limit 1) head on true
      where ${only('k.kiosk_id')} and greatest(told.at, head.at) is not null
      order by 1`.execute(db);
  const metrics = await sql<FleetHealth['metrics'][number]>`
    select kiosk_id as "kioskId", name, device, value, at_ms as "atMs" from health_metric
      where ${only('kiosk_id')} order by name, kiosk_id, device`.execute(db);
  const enrolled = await sql<{ kiosks: number }>`
    select count(*) as kiosks from kiosk
      where revoked_at_ms is null and ${only('kiosk_id')}`.execute(db);
  return {
    contacts: contacts.rows,
    metrics: metrics.rows,
    enrolled: enrolled.rows[0]?.kiosks ?? 0,
  };
};
