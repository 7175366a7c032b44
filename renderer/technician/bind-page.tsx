import { useState, type ReactNode } from 'react';
import type { BindProblem, BindWish, Plugged } from '../../contract/technician-binding.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Choices } from './choices.tsx';
import { PlaceRow } from './place-row.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useDeviceWords, useWords } from './words.ts';

type Profile = NonNullable<BindWish['profile']>;
type Baud = NonNullable<BindWish['baudRate']>;

const BAUDS: readonly Baud[] = [9_600, 19_200, 38_400, 57_600, 115_200];
/** Names as their makers write them. */
const PROFILES: Readonly<Record<Profile, string>> = {
  'epson-80mm-203dpi': 'Epson, 80 mm',
  'epson-tm-t88': 'Epson TM-T88',
  'custom-vkp80': 'Custom VKP80',
  'custom-kpm': 'Custom KPM',
  'star-tsp': 'Star TSP',
  'star-sk': 'Star SK',
  'generic-80mm': 'ESC/POS, 80 mm',
};

const rank = ({ likely }: Plugged, role: DeviceRoleName): number => {
  const found = likely.find((one) => one.role === role)?.how;
  return found === 'sure' ? 0 : found === 'likely' ? 1 : 2;
};

/** Chooses the device that plays a role, its speed and its model, and hands it to the engine. */
export const BindPage = (props: {
  readonly role: DeviceRoleName;
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, bind, act } = useStaffSession();
  const words = useWords().bind;
  const said = useDeviceWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [baud, setBaud] = useState<Baud | null>(null);
  const [profile, setProfile] = useState<Profile | null>(null);
  const [told, setTold] = useState<BindProblem | 'applied' | null>(null);
  const { role } = props;

  const places = (view.plugged ?? [])
    .filter(({ fits }) => fits.includes(role))
    .toSorted((a, b) => rank(a, role) - rank(b, role));
  const place = places.find(({ id }) => id === chosen);
  const others = place?.boundTo.filter((other) => other !== role) ?? [];

  const apply = async (): Promise<void> => {
    if (place === undefined) return;
    const result = await bind({
      role,
      place: place.id,
      ...(baud === null || place.kind !== 'serial' ? {} : { baudRate: baud }),
      ...(profile === null || role !== 'printer' ? {} : { profile }),
    });
    setTold(result.done ? 'applied' : (result.problem ?? 'notWritable'));
  };
  const asItIs = { value: null, name: words.usual };
  return (
    <StaffFrame
      title={`${said.role[role]}: ${words.title}`}
      lede={words.lede}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button
            onPress={() => {
              act({ do: 'listen', on: false });
              props.onBack();
            }}
          >
            <BackIcon />
            {words.back}
          </Button>
          <Button
            main
            disabled={place === undefined || told === 'applied'}
            onPress={() => void apply()}
          >
            {words.apply}
          </Button>
        </>
      }
    >
      <div className="staff-said" role="status">
        {told !== null && (
          <Note strong icon={<NoteIcon />}>
            {told === 'applied' ? words.applied : words.problem[told]}
          </Note>
        )}
        {view.listening !== null && told === null && (
          <Note icon={<NoteIcon />}>{words.listening}</Note>
        )}
        {others.length > 0 && told === null && (
          <Note icon={<NoteIcon />}>
            {words.exchange} {[role, ...others].map((one) => said.role[one]).join(' ↔ ')}
          </Note>
        )}
      </div>
      <Button
        onPress={() => {
          act({ do: 'listen', on: view.listening === null });
        }}
      >
        {view.listening === null ? words.listen : words.stopListening}
      </Button>
      {places.length === 0 && <p>{words.none}</p>}
      <ul className="staff-list">
        {places.map((one) => (
          <li key={one.id}>
            <PlaceRow
              place={one}
              chosen={one.id === chosen}
              heard={view.listening?.heard.includes(one.id) === true}
              onChoose={() => {
                setChosen(one.id);
                setTold(null);
              }}
            />
          </li>
        ))}
      </ul>
      {place?.kind === 'serial' && (
        <Choices
          title={words.speed}
          options={[asItIs, ...BAUDS.map((value) => ({ value, name: String(value) }))]}
          chosen={baud}
          onChoose={setBaud}
        />
      )}
      {place !== undefined && role === 'printer' && (
        <Choices
          title={words.profile}
          options={[
            asItIs,
            ...Object.entries(PROFILES).map(([value, name]) => ({ value: value as Profile, name })),
          ]}
          chosen={profile}
          onChoose={setProfile}
        />
      )}
    </StaffFrame>
  );
};
