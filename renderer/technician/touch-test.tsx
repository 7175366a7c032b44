import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useWords } from './words.ts';

/** About a finger's width on either panel, so that a dead line of the panel shows. */
const gridOf = (): { readonly columns: number; readonly rows: number } =>
  innerHeight > innerWidth ? { columns: 9, rows: 16 } : { columns: 15, rows: 12 };

const QUIET_MS = 15_000;

export interface TouchResult {
  readonly columns: number;
  readonly rows: number;
  readonly missed: readonly number[];
}

/** A grid over the whole panel; a finger marks what it touches, also when it is drawn along. */
export const TouchTest = (props: { readonly onDone: (result: TouchResult) => void }): ReactNode => {
  const words = useWords().touch;
  const [{ columns, rows }] = useState(gridOf);
  const count = columns * rows;
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const { onDone } = props;
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  useEffect(() => {
    const finish = (): void => {
      const missed = Array.from({ length: count }, (_, i) => i).filter((i) => !touched.has(i));
      done.current({ columns, rows, missed });
    };
    const timer = setTimeout(finish, touched.size === count ? 0 : QUIET_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [touched, columns, rows, count]);

  const mark = ({ clientX, clientY, buttons, currentTarget }: PointerEvent<HTMLElement>): void => {
    if (buttons === 0) return;
    const box = currentTarget.getBoundingClientRect();
    const x = Math.floor(((clientX - box.left) / box.width) * columns);
    const y = Math.floor(((clientY - box.top) / box.height) * rows);
    const cell = y * columns + x;
    if (x < 0 || y < 0 || x >= columns || y >= rows || touched.has(cell)) return;
    setTouched(new Set([...touched, cell]));
  };
  return (
    <main className="staff-touch" onPointerDown={mark} onPointerMove={mark}>
      <TouchGrid columns={columns} rows={rows} isDark={(cell) => touched.has(cell)} />
      <div className="staff-touch-words">
        <h1>{words.title}</h1>
        <p>
          {words.left} <span className="digits">{count - touched.size}</span>
        </p>
        <p>{words.ends}</p>
      </div>
    </main>
  );
};

/** The panel's own left and right in both languages. */
export const TouchGrid = (props: {
  readonly columns: number;
  readonly rows: number;
  readonly isDark: (cell: number) => boolean;
}): ReactNode => (
  <div
    className="staff-grid"
    dir="ltr"
    aria-hidden="true"
    style={{
      gridTemplateColumns: `repeat(${String(props.columns)}, 1fr)`,
      gridTemplateRows: `repeat(${String(props.rows)}, 1fr)`,
    }}
  >
    {Array.from({ length: props.columns * props.rows }, (_, cell) => (
      <span key={cell} data-cell={cell} className={props.isDark(cell) ? 'dark' : ''} />
    ))}
  </div>
);
