import { useState, type ReactNode } from 'react';
import type { Setting, SettingPath } from '../../contract/technician-settings.ts';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { BackIcon } from '../design/icons.tsx';
import { SettingField } from './setting-field.tsx';
import { settingName } from './setting-names.ts';
import { SettingsProposal } from './settings-proposal.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

type Typed = Partial<Record<SettingPath, string>>;

/** The kiosk's configuration: fields, earlier ones, files. Only what was typed and not yet shown is the page's own. */
export const SettingsPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, act, language } = useStaffSession();
  const all = useWords();
  const words = all.settings;
  const [typed, setTyped] = useState<Typed>({});
  const [field, setField] = useState<SettingPath | null>(null);
  const { settings } = view;
  if (settings === null) return null;

  const valueOf = ({ path, value }: Setting): string => typed[path] ?? value;
  const shown = (setting: Setting): string => {
    const value = valueOf(setting);
    if (value === '') return words.unset;
    return setting.kind === 'choice' ? words.option[value as keyof typeof words.option] : value;
  };
  const { who, onLanguage } = props;
  if (settings.proposal !== null)
    return (
      <SettingsProposal
        proposal={settings.proposal}
        who={who}
        onLanguage={onLanguage}
        onBack={() => {
          act({ do: 'propose', from: null });
        }}
      />
    );
  const edited = settings.fields.find(({ path }) => path === field);
  if (edited !== undefined)
    return (
      <SettingField
        key={edited.path}
        setting={edited}
        value={valueOf(edited)}
        who={who}
        onLanguage={onLanguage}
        onBack={() => {
          setField(null);
        }}
        onTake={(value) => {
          setTyped({ ...typed, [edited.path]: value });
          setField(null);
        }}
      />
    );
  return (
    <StaffFrame
      key="settings"
      title={words.title}
      lede={words.lede}
      who={who}
      onLanguage={onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {all.device.back}
          </Button>
          <Button
            main
            disabled={Object.keys(typed).length === 0}
            onPress={() => {
              act({ do: 'propose', from: { kind: 'fields', values: typed } });
            }}
          >
            {words.look}
          </Button>
        </>
      }
    >
      <ul className="staff-list">
        {settings.fields.map((setting) => (
          <li key={setting.path}>
            <Button
              className={
                typed[setting.path] === undefined ? 'staff-row setting' : 'staff-row setting ill'
              }
              onPress={() => {
                setField(setting.path);
              }}
            >
              <span className="staff-row-name">{settingName(setting.path, words)}</span>
              <bdi>{shown(setting)}</bdi>
            </Button>
          </li>
        ))}
      </ul>
      <section className="staff-choices">
        <h2>{words.files}</h2>
        <p>{words.filesLede}</p>
        {settings.files.map((name) => (
          <Button
            key={name}
            onPress={() => {
              act({ do: 'propose', from: { kind: 'file', name } });
            }}
          >
            <bdi dir="ltr">{name}</bdi>
          </Button>
        ))}
        <div>
          <Button
            onPress={() => {
              act({ do: 'exportSettings' });
            }}
          >
            {words.export}
          </Button>
        </div>
        <p role="status">
          {settings.exported !== null && (
            <>
              {words.exported} <bdi dir="ltr">{settings.exported}</bdi>
            </>
          )}
        </p>
      </section>
      {settings.history.length > 0 && (
        <section className="staff-choices">
          <h2>{words.history}</h2>
          <ul className="staff-list">
            {settings.history.map(({ number, at, who: by, why, state }) => (
              <li key={number}>
                <Button
                  className="staff-row setting"
                  onPress={() => {
                    act({ do: 'propose', from: { kind: 'version', number } });
                  }}
                >
                  <span className="staff-row-name">
                    {formatMoment(at, language)}
                    <br />
                    <small>
                      {by === null ? words.nobody : by.name} · {words.reasons[why]}
                    </small>
                  </span>
                  <span>
                    {words.state[state]}
                    <br />
                    <small>{words.goBack}</small>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </StaffFrame>
  );
};
