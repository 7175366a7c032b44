/** Central's console client at the demonstration's issuer: public, kept together by PKCE. */
export const CONSOLE_CLIENT = 'khidma-console';

/** What central is told with `--console` beside that issuer. */
export const consoleFile = (issuerUrl: string): Record<string, unknown> => ({
  issuer: {
    url: issuerUrl,
    clientId: CONSOLE_CLIENT,
    roles: { viewer: ['viewer'], operator: ['operator'], administrator: ['administrator'] },
  },
  // The demonstration's e-mail becomes files.
  tell: { emails: ['duty@khidma.example'] },
});
