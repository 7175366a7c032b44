import { join } from 'node:path';

/** The programs a rig is made of; tests of the rig itself put stand-ins in their places. */
export type Programs = {
  readonly central: string;
  readonly network: string;
  readonly terminal: string;
  readonly printer: string;
  readonly scanner: string;
  readonly cabinet: string;
  readonly engine: string;
  readonly eKey: string;
  readonly staff: string;
};

const root = join(import.meta.dirname, '../..');

export const PROGRAMS: Programs = {
  central: join(root, 'central/main.ts'),
  network: join(root, 'rig/network.ts'),
  terminal: join(root, 'drivers/zvt/simulator/main.ts'),
  printer: join(root, 'drivers/escpos/simulator/main.ts'),
  scanner: join(root, 'drivers/scanner/simulator/main.ts'),
  cabinet: join(root, 'drivers/cabinet/simulator/main.ts'),
  engine: join(root, 'engine/main.ts'),
  eKey: join(root, 'rig/ekey.ts'),
  staff: join(root, 'rig/staff.ts'),
};
