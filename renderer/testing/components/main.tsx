/** Every component of `design/` in both directions and both themes. For development: no part of the kiosk's page. */
import '../../design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Panel } from './panel.tsx';
import './components.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <main className="panels">
      <h1>Khidma: components</h1>
      {(['normal', 'high'] as const).flatMap((contrast) =>
        (['ar', 'en'] as const).map((language) => (
          <Panel key={`${language} ${contrast}`} language={language} contrast={contrast} />
        )),
      )}
    </main>
  </StrictMode>,
);
