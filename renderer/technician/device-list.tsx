import type { ReactNode } from 'react';
import type { DeviceRoleName, DeviceRow } from '../../contract/technician-devices.ts';
import { Button } from '../design/button.tsx';
import { CheckIcon, NoteIcon } from '../design/icons.tsx';
import { useStaffSession } from './staff-context.ts';
import { useDeviceWords, useWords } from './words.ts';

const ROLES: readonly DeviceRoleName[] = [
  'terminal',
  'printer',
  'scanner',
  'idReader',
  'magstripe',
  'smartCard',
  'cabinet',
];

/** Sells with it as it is: low paper is told, and is no trouble yet. */
export const isWell = ({ state, printer, cabinet }: DeviceRow): boolean =>
  state === 'online' &&
  !(printer !== null && (printer.coverOpen || ['out', 'jammed'].includes(printer.paper))) &&
  cabinet?.tampered !== true;

export const DeviceList = (props: {
  readonly onChoose: (role: DeviceRoleName, isSet: boolean) => void;
}): ReactNode => {
  const { view } = useStaffSession();
  const said = useDeviceWords();
  const words = useWords();
  const set = view.devices.map(({ role }) => role);
  // Only where something could be bound to it.
  const unset = ROLES.filter(
    (role) => !set.includes(role) && view.plugged?.some(({ fits }) => fits.includes(role)) === true,
  );
  return (
    <ul className="staff-list">
      {view.devices.map((device) => (
        <li key={device.role}>
          <Button
            className={isWell(device) ? 'staff-row' : 'staff-row ill'}
            onPress={() => {
              props.onChoose(device.role, true);
            }}
          >
            {isWell(device) ? <CheckIcon /> : <NoteIcon />}
            <span className="staff-row-name">{said.role[device.role]}</span>
            <span>{said.state[device.state]}</span>
          </Button>
        </li>
      ))}
      {unset.map((role) => (
        <li key={role}>
          <Button
            className="staff-row unset"
            onPress={() => {
              props.onChoose(role, false);
            }}
          >
            <span className="staff-row-name">{said.role[role]}</span>
            <span>{words.home.unset}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
};
