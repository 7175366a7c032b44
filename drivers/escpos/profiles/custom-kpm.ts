import { customVkp80 } from './custom-vkp80.ts';
import type { PrinterProfile } from './profile.ts';

/** Custom KPM150 to KPM300 on 80 mm paper (digest §15): a present step is 0.625 mm on the KPM210. */
export const customKpm: PrinterProfile = {
  ...customVkp80,
  name: 'custom-kpm',
  presenter: { presentSteps: 112, retracts: true, retractMs: 10_000 },
};
