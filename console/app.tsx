import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-aria-components';
import { ActsPage } from './acts/acts-page.tsx';
import { AlertsPage } from './alerts/alerts-page.tsx';
import { queries } from './api.ts';
import { CasePage } from './cases/case-page.tsx';
import { CasesPage } from './cases/cases-page.tsx';
import { FleetPage } from './fleet/fleet-page.tsx';
import { Frame } from './frame.tsx';
import { KioskPage } from './kiosk/kiosk-page.tsx';
import { LanguageProvider, useWords } from './language.tsx';
import { PaymentPage } from './payments/payment-page.tsx';
import { PaymentsPage } from './payments/payments-page.tsx';
import { RemotePage } from './remote/remote-page.tsx';
import { go, usePlace } from './router.ts';
import { SettlementPage } from './settlement/settlement-page.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';
import { Session } from './session.tsx';
import { SuggestionPage } from './suggestions/suggestion-page.tsx';
import { SuggestionsPage } from './suggestions/suggestions-page.tsx';

const Page = () => {
  const words = useWords();
  const { path } = usePlace();
  if (path === '/') return <FleetPage />;
  if (path === '/alerts') return <AlertsPage />;
  if (path === '/payments') return <PaymentsPage />;
  if (path === '/cases') return <CasesPage />;
  const caseId = /^\/cases\/([0-9a-f-]{36})$/u.exec(path)?.[1];
  if (caseId !== undefined) return <CasePage key={caseId} caseId={caseId} />;
  if (path === '/settlement') return <SettlementPage />;
  if (path === '/statistics') return <StatisticsPage />;
  if (path === '/acts') return <ActsPage />;
  if (path === '/suggestions') return <SuggestionsPage />;
  const suggestionId = /^\/suggestions\/([0-9a-f-]{36})$/u.exec(path)?.[1];
  if (suggestionId !== undefined)
    return <SuggestionPage key={suggestionId} suggestionId={suggestionId} />;
  const paymentId = /^\/payments\/([0-9a-f-]{36})$/u.exec(path)?.[1];
  if (paymentId !== undefined) return <PaymentPage paymentId={paymentId} />;
  const actsOf = /^\/kiosks\/([A-Za-z0-9-]{1,64})\/acts$/u.exec(path)?.[1];
  if (actsOf !== undefined) return <RemotePage key={actsOf} kioskId={actsOf} />;
  const kioskId = /^\/kiosks\/([A-Za-z0-9-]{1,64})$/u.exec(path)?.[1];
  if (kioskId !== undefined) return <KioskPage kioskId={kioskId} />;
  return <p className="note">{words.page.nothing}</p>;
};

export const App = (): ReactNode => (
  <QueryClientProvider client={queries}>
    <LanguageProvider>
      <RouterProvider
        navigate={(to) => {
          go(to);
        }}
      >
        <Session>
          <Frame>
            <Page />
          </Frame>
        </Session>
      </RouterProvider>
    </LanguageProvider>
  </QueryClientProvider>
);
