import type { Service } from '../../contract/catalogue.ts';

type Name = { readonly ar: string; readonly en: string };
export type Naming = (serviceId: string) => Name;

/** What services are called; one that is offered no more by its id. */
export const namingOf =
  (services: readonly Service[]): Naming =>
  (serviceId) =>
    services.find(({ id }) => id === serviceId)?.title ?? { ar: serviceId, en: serviceId };
