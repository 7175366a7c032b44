import { useState, type ReactNode } from 'react';
import type { Setting } from '../../contract/technician-settings.ts';
import { Button } from '../design/button.tsx';
import { BackIcon } from '../design/icons.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { Choices } from './choices.tsx';
import { settingName } from './setting-names.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

/** One field of the configuration, typed or chosen. The engine checks it with all the others. */
export const SettingField = (props: {
  readonly setting: Setting;
  readonly value: string;
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
  readonly onTake: (value: string) => void;
}): ReactNode => {
  const { setting } = props;
  const all = useWords();
  const words = all.settings;
  const [value, setValue] = useState(props.value);
  const allowed =
    setting.kind === 'choice' ? undefined : (
      <>
        {words.allowed}{' '}
        <bdi dir="ltr">
          {setting.least} – {setting.most}
        </bdi>
        {setting.kind !== 'number' && ` ${words.characters}`}
      </>
    );
  return (
    <StaffFrame
      title={settingName(setting.path, words) ?? ''}
      lede={allowed}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.back}
          </Button>
          <Button
            main
            onPress={() => {
              props.onTake(value);
            }}
          >
            {words.take}
          </Button>
        </>
      }
    >
      {setting.kind === 'choice' ? (
        <Choices
          title={words.now}
          options={[
            { value: '', name: words.unset },
            ...setting.options.map((option) => ({
              value: option,
              name: words.option[option as keyof typeof words.option],
            })),
          ]}
          chosen={value}
          onChoose={setValue}
        />
      ) : (
        <>
          <p
            className="staff-typed"
            role="status"
            aria-label={settingName(setting.path, words) ?? ''}
          >
            <bdi
              {...(setting.kind === 'arabicText'
                ? { dir: 'rtl', lang: 'ar' }
                : { dir: 'ltr', lang: 'en' })}
            >
              {value}
            </bdi>
          </p>
          <Button
            onPress={() => {
              setValue('');
            }}
          >
            {words.clear}
          </Button>
          <OnScreenKeyboard
            label={words.keys}
            kind={setting.kind === 'number' ? 'digits' : 'text'}
            onKey={(text) => {
              setValue((before) => before + text);
            }}
            onDelete={() => {
              setValue((before) => Array.from(before).slice(0, -1).join(''));
            }}
          />
        </>
      )}
    </StaffFrame>
  );
};
