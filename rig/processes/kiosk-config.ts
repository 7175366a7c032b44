import { writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { kioskConfigSchema, type KioskConfig } from '../../contract/config.ts';
import { KIOSK_CLIENT } from '../ekey/client-id.ts';
import { RigError } from './rig-error.ts';
import type { RigPaths } from './paths.ts';

/** `kiosk.json` as a person writes it: what has a default may be left out. */
export type ConfigDraft = z.input<typeof kioskConfigSchema>;

export type ConfigParts = {
  readonly paths: RigPaths;
  readonly gatewayUrl: string;
  readonly catalogueKey: string;
  /** Pages that may connect. */
  readonly origins: readonly string[];
  /** With a scanner and a cabinet board beside terminal and printer. */
  readonly furnished: boolean;
  /** Where people sign in with eKey; `null`: nowhere. */
  readonly eKeyIssuer?: string | null;
};

export const SHELL_ORIGIN = 'khidma://kiosk';

/** The demonstration's own: number 1001, PIN 204060, as the README says. */
const DEMO_TECHNICIAN = {
  number: '1001',
  name: 'Demo technician',
  pin: '$argon2id$v=19$m=65536,t=3,p=1$gzFOHUw29P4YeNBljtkX6Q$giMBMeyTN4JBxs1tZZRyUFVxG+L7XarlWkzA6kVUAnQ',
};

/** A development kiosk with simulated devices. */
export const draftConfig = ({
  paths,
  gatewayUrl,
  catalogueKey,
  origins,
  furnished,
  eKeyIssuer = null,
}: ConfigParts): ConfigDraft => ({
  kiosk: {
    id: 'kiosk-1',
    place: { ar: 'مجمع السيف، المنامة', en: 'Seef Mall, Manama' },
    cardReader: 'below',
  },
  mode: 'development',
  languages: ['ar', 'en'],
  dataFolder: paths.data,
  devices: {
    terminal: {
      driver: 'zvt',
      transport: 'serial',
      path: paths.terminal,
      nothingStoredCodes: [0x83], // what the simulator says, as a real one's would be proven
    },
    printer: { driver: 'escpos', transport: 'serial', path: paths.printer },
    ...(furnished && {
      scanner: { driver: 'scanner', transport: 'serial', path: paths.scanner },
      cabinet: { driver: 'cabinet', transport: 'serial', path: paths.cabinet },
    }),
  },
  gateway: { url: gatewayUrl, catalogueKey, receiptUrl: 'https://pay.example/r/' },
  ...(eKeyIssuer !== null && { eKey: { issuer: eKeyIssuer, clientId: KIOSK_CLIENT } }),
  api: { origins: [...origins] },
  simulators: { ...paths.sockets },
  technicians: [DEMO_TECHNICIAN],
});

/** Validates and writes `path`; a draft that does not hold is a mistake of the one who drew it up. */
export const writeConfig = (path: string, draft: ConfigDraft): KioskConfig => {
  const checked = kioskConfigSchema.safeParse(draft);
  if (!checked.success)
    throw new RigError(`kiosk.json would not be valid: ${checked.error.message}`);
  writeFileSync(path, `${JSON.stringify(draft, null, 2)}\n`, { mode: 0o600 });
  return checked.data;
};
