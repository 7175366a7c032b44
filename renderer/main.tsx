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
createRoot(root).render(
  <StrictMode>
    <App link={link} />
  </StrictMode>,
);
