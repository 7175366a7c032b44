import type { ReactNode } from 'react';
import type { DeviceRow } from '../../contract/technician-devices.ts';
import { NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Facts } from './facts.tsx';
import { useStaffSession } from './staff-context.ts';
import { TrialResultPanel } from './trial-result.tsx';
import { useDeviceWords, useWords } from './words.ts';

type Fact = Parameters<typeof Facts>[0]['rows'][number];

const useFacts = (device: DeviceRow): readonly Fact[] => {
  const words = useWords().device;
  const said = useDeviceWords();
  const { printer, cabinet } = device;
  const yesNo = (value: boolean | null): string =>
    said.word[value === null ? 'unknown' : value ? 'yes' : 'no'];
  return [
    { name: words.driver, value: device.driver, code: true },
    { name: words.where, value: device.where, code: true },
    ...(printer === null
      ? []
      : [
          { name: words.paper, value: said.word[printer.paper] },
          { name: words.cover, value: said.word[printer.coverOpen ? 'open' : 'closed'] },
          { name: words.receiptsLeft, value: printer.receiptsLeft ?? said.word.unknown },
        ]),
    ...(cabinet === null
      ? []
      : [
          { name: words.door, value: said.word[cabinet.door ?? 'unknown'] },
          { name: words.keySwitch, value: said.word[cabinet.keySwitch ?? 'unknown'] },
          { name: words.tampered, value: yesNo(cabinet.tampered) },
          { name: words.power, value: said.word[cabinet.power ?? 'unknown'] },
          { name: words.headset, value: yesNo(cabinet.headset) },
        ]),
  ];
};

/** One device: what is known of it, what to do where it fails, and what came of trying it. */
export const DevicePage = ({ device }: { readonly device: DeviceRow }): ReactNode => {
  const words = useWords();
  const { view } = useStaffSession();
  const facts = useFacts(device);
  const { trial } = view;
  const problem = device.problem?.code ?? (device.state === 'online' ? null : device.state);
  return (
    <>
      {problem !== null && (
        <Note strong icon={<NoteIcon />}>
          {words.advice[problem]}
          {device.problem !== null && (
            <>
              <br />
              <bdi dir="ltr" className="staff-detail">
                {device.problem.detail}
              </bdi>
            </>
          )}
        </Note>
      )}
      <div className="staff-said" role="status">
        {trial?.role === device.role && <TrialResultPanel trial={trial} />}
      </div>
      <Facts rows={facts} />
    </>
  );
};
