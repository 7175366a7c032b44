import type { Rig } from '../processes.ts';

/** What stands on the terminal once everything is up. */
export const greeting = (rig: Rig, where: string): string => {
  const { devices, gateway, kiosk, simulators } = rig.config;
  const simulated = (yes: boolean): string => (yes ? ' (simulated)' : '');
  return [
    '',
    `Khidma runs: ${kiosk.id}, ${kiosk.place.en}`,
    '',
    `  Screen            ${where}`,
    `  Engine            ${rig.engineAccess().url}`,
    `  Central service   ${rig.centralUrl ?? gateway.url}${rig.centralUrl ? `, reached through ${gateway.url}` : ''}`,
    `  Card terminal     ${devices.terminal.path}${simulated(simulators !== undefined)}`,
    `  Receipt printer   ${devices.printer.path}${simulated(simulators !== undefined)}`,
    `  Paper comes out   ${rig.paths.paper}`,
    `  Logs              ${rig.paths.logs}`,
    '',
    ...(simulators
      ? [
          'Pay something: account number 12345678, or 900101123 for traffic fines. When the screen asks',
          'for a card, press "Insert card" in the developer dock at the edge of the screen; there you',
          'can also decline it, pull the reader, open the cover or cut the network.',
          '',
        ]
      : []),
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
};
