import type { ReactNode } from 'react';
import type { Plugged } from '../../contract/technician-binding.ts';
import { Button } from 'react-aria-components/Button';
import { useDeviceWords, useWords } from './words.ts';

/** Something plugged in: what it calls itself, what it likely is, and what it is now. */
export const PlaceRow = (props: {
  readonly place: Plugged;
  readonly chosen: boolean;
  /** Something came from it while it was listened to. */
  readonly heard: boolean;
  readonly onChoose: () => void;
}): ReactNode => {
  const { bind } = useWords();
  const said = useDeviceWords();
  const { kind, name, likely, boundTo, keyboardMode } = props.place;
  const roles = [
    ...new Set(likely.filter(({ how }) => how !== 'possible').map(({ role }) => role)),
  ];
  return (
    <Button
      className={props.chosen ? 'button staff-place chosen' : 'button staff-place'}
      aria-pressed={props.chosen}
      onPress={props.onChoose}
    >
      <span className="staff-place-kind">{said.kind[kind]}</span>
      <bdi dir="ltr">{name}</bdi>
      {roles.length > 0 && (
        <span>
          {bind.likely} {roles.map((role) => said.role[role]).join(' · ')}
        </span>
      )}
      <span>
        {boundTo.length === 0
          ? bind.nobody
          : `${bind.boundTo} ${boundTo.map((role) => said.role[role]).join(' · ')}`}
      </span>
      {props.heard && <strong className="staff-heard">{bind.heard}</strong>}
      {keyboardMode && <strong>{bind.keyboard}</strong>}
    </Button>
  );
};
