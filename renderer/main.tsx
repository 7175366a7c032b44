import './design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { systemClock } from '../contract/clock.ts';
import { App } from './app.tsx';
import { readAccess } from './engine/access.ts';
import { connect } from './engine/connect.ts';
import { EngineLink } from './engine/link.ts';

const link = new EngineLink({ clock: systemClock, readAccess, connect });
void link.open();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
/** Each cut, asked for by a letter of its own: words that change their letters' shapes move what stands below. */
const FONTS = ['IBM Plex Sans', 'IBM Plex Sans Arabic'].flatMap((family) =>
  [400, 600].map((weight) => document.fonts.load(`${weight} 1em '${family}'`, 'aا')),
);
// Settled, not fulfilled: without its fonts the kiosk still pays.
void Promise.allSettled(FONTS).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App link={link} />
    </StrictMode>,
  );
});
