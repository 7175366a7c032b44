import { useState, type ReactNode } from 'react';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { BindPage } from './bind-page.tsx';
import { BindingNote } from './binding-note.tsx';
import { ConditionPage } from './condition-page.tsx';
import { DeviceList } from './device-list.tsx';
import { DevicePage } from './device-page.tsx';
import { DrillPage } from './drill-page.tsx';
import { LockNote } from './lock-note.tsx';
import { JournalPage } from './journal-page.tsx';
import { NetworkStages } from './network-page.tsx';
import { TouchPage } from './touch-page.tsx';
import { SoundTestBody } from './sound-page.tsx';
import { NumbersPage } from './numbers-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useDeviceWords, useWords } from './words.ts';

type Page =
  | {
      readonly at:
        | 'home'
        | 'network'
        | 'touch'
        | 'sound'
        | 'numbers'
        | 'settings'
        | 'drill'
        | 'condition'
        | 'journal';
    }
  | { readonly at: 'device' | 'bind'; readonly role: DeviceRoleName };

/** Which of the staff's screens is shown; only where one looks is the page's own. */
export const Pages = (props: {
  readonly onLanguage: () => void;
  readonly onLeave: () => void;
}): ReactNode => {
  const { view, act, language } = useStaffSession();
  const words = useWords();
  const said = useDeviceWords();
  const [page, setPage] = useState<Page>({ at: 'home' });
  const who = (
    <>
      {view.who.name} <bdi dir="ltr">{view.who.number}</bdi>
    </>
  );
  const leave = <Button onPress={props.onLeave}>{words.inside.leave}</Button>;
  const device =
    page.at === 'device' ? view.devices.find(({ role }) => role === page.role) : undefined;

  const home = (): void => {
    setPage({ at: 'home' });
  };
  if (page.at === 'touch')
    return <TouchPage who={who} onLanguage={props.onLanguage} onBack={home} />;
  if (page.at === 'numbers')
    return (
      <NumbersPage
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          act({ do: 'countUp', on: false });
          home();
        }}
      />
    );
  if (page.at === 'settings')
    return (
      <SettingsPage
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          act({ do: 'settings', on: false });
          home();
        }}
      />
    );
  if (page.at === 'journal')
    return (
      <JournalPage
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          act({ do: 'journal', on: false });
          home();
        }}
      />
    );
  if (page.at === 'condition')
    return (
      <ConditionPage
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          act({ do: 'condition', on: false });
          home();
        }}
      />
    );
  if (page.at === 'drill')
    return (
      <DrillPage
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          act({ do: 'drill', on: false });
          home();
        }}
      />
    );
  if (page.at === 'sound')
    return (
      <StaffFrame
        key="sound"
        title={words.sound.title}
        lede={words.sound.lede}
        who={who}
        onLanguage={props.onLanguage}
        acts={
          <>
            <Button onPress={home}>
              <BackIcon />
              {words.network.back}
            </Button>
            <Button
              main
              disabled={view.sound === 'unset'}
              onPress={() => {
                act({ do: 'trySound', language });
              }}
            >
              {words.sound.say}
            </Button>
          </>
        }
      >
        <SoundTestBody />
      </StaffFrame>
    );
  if (page.at === 'network')
    return (
      <StaffFrame
        key="network"
        title={words.network.title}
        lede={words.network.lede}
        who={who}
        onLanguage={props.onLanguage}
        acts={
          <>
            <Button onPress={home}>
              <BackIcon />
              {words.network.back}
            </Button>
            <Button
              main
              onPress={() => {
                act({ do: 'testNetwork' });
              }}
            >
              {words.network.again}
            </Button>
          </>
        }
      >
        <NetworkStages />
      </StaffFrame>
    );
  if (page.at === 'bind') {
    const { role } = page;
    return (
      <BindPage
        key={`bind/${role}`}
        role={role}
        who={who}
        onLanguage={props.onLanguage}
        onBack={() => {
          setPage({ at: 'device', role });
        }}
      />
    );
  }
  if (device === undefined)
    return (
      <StaffFrame
        key="home"
        title={words.home.title}
        lede={words.home.lede}
        who={who}
        onLanguage={props.onLanguage}
        acts={leave}
      >
        <LockNote />
        <BindingNote />
        <DeviceList
          onChoose={(role, isSet) => {
            setPage({ at: isSet ? 'device' : 'bind', role });
          }}
        />
        <div className="staff-tests">
          <Button
            onPress={() => {
              act({ do: 'countUp', on: true });
              setPage({ at: 'numbers' });
            }}
          >
            {words.numbers.open}
          </Button>
          <Button
            onPress={() => {
              act({ do: 'journal', on: true });
              setPage({ at: 'journal' });
            }}
          >
            {words.journal.open}
          </Button>
          <Button
            onPress={() => {
              act({ do: 'condition', on: true });
              setPage({ at: 'condition' });
            }}
          >
            {words.condition.open}
          </Button>
          {view.plugged !== null && (
            <Button
              onPress={() => {
                act({ do: 'settings', on: true });
                setPage({ at: 'settings' });
              }}
            >
              {words.settings.open}
            </Button>
          )}
          <Button
            onPress={() => {
              act({ do: 'testNetwork' });
              setPage({ at: 'network' });
            }}
          >
            {words.home.network}
          </Button>
          <Button
            onPress={() => {
              setPage({ at: 'touch' });
            }}
          >
            {words.home.touch}
          </Button>
          <Button
            onPress={() => {
              setPage({ at: 'sound' });
            }}
          >
            {words.home.sound}
          </Button>
          <Button
            onPress={() => {
              act({ do: 'drill', on: true });
              setPage({ at: 'drill' });
            }}
          >
            {words.drill.open}
          </Button>
        </div>
        <Note icon={<NoteIcon />}>{words.inside.closed}</Note>
      </StaffFrame>
    );

  const { role } = device;
  const running = view.trial !== null && view.trial.result === null;
  return (
    <StaffFrame
      key={role}
      title={said.role[role]}
      lede={said.state[device.state]}
      who={who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button
            onPress={() => {
              act({ do: 'endTrial' });
              setPage({ at: 'home' });
            }}
          >
            <BackIcon />
            {words.device.back}
          </Button>
          {running ? (
            <Button
              onPress={() => {
                act({ do: 'endTrial' });
              }}
            >
              {words.device.stop}
            </Button>
          ) : (
            <Button
              main
              onPress={() => {
                act({ do: 'try', role, language });
              }}
            >
              {words.device.try[role]}
            </Button>
          )}
        </>
      }
    >
      <DevicePage device={device} />
      {view.plugged !== null && (
        <Button
          onPress={() => {
            act({ do: 'endTrial' });
            setPage({ at: 'bind', role });
          }}
        >
          {words.bind.open}
        </Button>
      )}
    </StaffFrame>
  );
};
