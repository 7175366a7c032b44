import type { PRINTER_PROFILES } from '../../../contract/device-config.ts';
import { customKpm } from './custom-kpm.ts';
import { customVkp80 } from './custom-vkp80.ts';
import { epson80mm203dpi } from './epson-80mm-203dpi.ts';
import { epsonTmT88 } from './epson-tm-t88.ts';
import { generic80mm } from './generic-80mm.ts';
import type { PrinterProfile } from './profile.ts';
import { starSk, starTsp } from './star.ts';

export type ProfileName = (typeof PRINTER_PROFILES)[number];

const PROFILES: Readonly<Record<ProfileName, PrinterProfile>> = {
  'epson-80mm-203dpi': epson80mm203dpi,
  'epson-tm-t88': epsonTmT88,
  'custom-vkp80': customVkp80,
  'custom-kpm': customKpm,
  'star-tsp': starTsp,
  'star-sk': starSk,
  'generic-80mm': generic80mm,
};

/** The profile that `kiosk.json` names. */
export const profileNamed = (name: ProfileName): PrinterProfile => PROFILES[name];
