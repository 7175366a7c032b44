import type { z } from 'zod';
import { kioskConfigSchema, type KioskConfig } from '../../../contract/config.ts';
import { catalogueKey } from './keys.ts';
import { KIOSK_IDS, type KioskId } from './kiosk-ids.ts';

/** A kiosk as it stands in a simulated world: the defaults of the field, but for calmer heartbeats. */
const DRAFT: z.input<typeof kioskConfigSchema> = {
  kiosk: { id: KIOSK_IDS[0], place: { ar: 'مجمع السيف، المنامة', en: 'Seef Mall, Manama' } },
  mode: 'development',
  languages: ['ar', 'en'],
  dataFolder: '/simulated',
  devices: {
    terminal: {
      driver: 'zvt',
      transport: 'serial',
      path: 'terminal',
      nothingStoredCodes: [0x83], // what the simulator says
    },
    printer: { driver: 'escpos', transport: 'serial', path: 'printer' },
  },
  gateway: {
    url: 'https://gateway.example',
    catalogueKey: catalogueKey().publicKey,
    receiptUrl: 'https://pay.example/r/',
  },
  api: {},
  timing: { heartbeatMs: 20_000, idleWarningMs: 30_000, idleWipeMs: 10_000, goodbyeMs: 2_000 },
};

const CONFIG = kioskConfigSchema.parse(DRAFT);

export const kioskConfig = (id: KioskId): KioskConfig => ({
  ...CONFIG,
  kiosk: { ...CONFIG.kiosk, id },
});
