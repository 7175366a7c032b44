import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { DockAct } from '../../contract/engine-api.ts';
import ar from '../../locales/ar/dock.json' with { type: 'json' };
import en from '../../locales/en/dock.json' with { type: 'json' };
import { useKiosk } from '../engine/engine-context.ts';
import './dock.css';

const GROUPS: readonly {
  readonly name: keyof typeof en.groups;
  readonly acts: readonly DockAct[];
}[] = [
  { name: 'card', acts: ['insertCard', 'declineNext', 'removeCard', 'pullReader', 'plugReader'] },
  {
    name: 'paper',
    acts: [
      'paperOut',
      'paperLow',
      'paperFull',
      'openCover',
      'closeCover',
      'unplugPrinter',
      'plugPrinter',
    ],
  },
  { name: 'network', acts: ['cutNetwork', 'restoreNetwork'] },
  { name: 'scanner', acts: ['scanBill', 'scanNonsense'] },
  { name: 'cabinet', acts: ['openDoor', 'closeDoor', 'powerAway', 'powerBack'] },
];

/** The simulators' mishaps, for developers; a chunk of its own, absent from released kiosks. */
const Dock = (): ReactNode => {
  const { view, language, dock } = useKiosk();
  const words = language === 'ar' ? ar : en;
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState('');

  const run = async (act: DockAct): Promise<void> => {
    const accepted = await dock(act);
    setAnswer(`${words.act[act]}: ${accepted ? words.done : words.refused}`);
  };

  return (
    <aside className="dock" aria-label={words.title}>
      <Button
        className="dock-toggle"
        aria-expanded={open}
        aria-label={open ? words.close : words.open}
        onPress={() => {
          setOpen(!open);
        }}
      >
        {open ? '×' : '⚙'}
      </Button>
      {open && (
        <div className="dock-panel">
          <p className="dock-state">
            {view.terminal.state} · {view.printer.state}/{view.printer.paper} · {view.gateway}
          </p>
          {GROUPS.map(({ name, acts }) => (
            <div key={name} role="group" aria-label={words.groups[name]} className="dock-group">
              {acts.map((act) => (
                <Button key={act} className="dock-act" data-act={act} onPress={() => void run(act)}>
                  {words.act[act]}
                </Button>
              ))}
            </div>
          ))}
          <p role="status">{answer}</p>
        </div>
      )}
    </aside>
  );
};

export default Dock;
