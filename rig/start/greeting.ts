import type { KioskConfig } from '../../contract/config.ts';
import type { Rig } from '../processes.ts';

/** What stands on the terminal once everything is up. */
export const greeting = (rig: Rig, where: string): string => {
  const { devices, gateway, kiosk, simulators } = rig.config;
  const place = (device: KioskConfig['devices']['terminal' | 'printer']): string => {
    if (device.transport === 'tcp' || device.transport === 'tls')
      return `${device.host}:${String(device.port)}`;
    return typeof device.path === 'string'
      ? device.path
      : `USB ${device.path.vendorId}:${device.path.productId}`;
  };
  const simulated = (yes: boolean): string => (yes ? ' (simulated)' : '');
  return [
    '',
    `Khidma runs: ${kiosk.id}, ${kiosk.place.en}`,
    '',
    `  Screen            ${where}`,
    `  Engine            ${rig.engineAccess().url}`,
    `  Central service   ${rig.centralUrl ?? gateway.url}${rig.centralUrl ? `, reached through ${gateway.url}` : ''}`,
    ...(rig.consoleUrl === null
      ? []
      : [`  Operators' page   ${rig.consoleUrl} (sign in as one of three made-up people)`]),
    `  Card terminal     ${place(devices.terminal)}${simulated(simulators !== undefined)}`,
    `  Receipt printer   ${place(devices.printer)}${simulated(simulators !== undefined)}`,
    `  Paper comes out   ${rig.paths.paper}`,
    `  Logs              ${rig.paths.logs}`,
    '',
    ...(simulators
      ? [
          'Pay something: account number 12345678, or 900101123 for traffic fines. When the screen asks',
          'for a card, press "Insert card" in the developer dock at the edge of the screen; there you',
          'can also decline it, pull the reader, open the cover or cut the network.',
          'Staff: hold the upper left corner, then the lower right one, two seconds each; 1001, PIN 204060.',
          ...(rig.config.eKey === undefined
            ? []
            : [
                'Or sign in with eKey: the code on the screen opens a page of this machine; Maryam owes most.',
              ]),
          '',
        ]
      : []),
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
};
